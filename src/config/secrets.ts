/** The password in an address of a proxy or a database, as it is written and as it is meant. */
export function passwordsIn(address = ''): string[] {
  // Up to the last @, which may also stand in a password that should have been written otherwise.
  const written = /^(?:\w+:\/\/)?[^/?#:]*:([^/?#]*)@/.exec(address)?.[1] ?? ''
  try {
    return [written, decodeURIComponent(written)]
  } catch {
    return [written] // a stray percent sign: whoever connects says so
  }
}

/** PostgreSQL's clients also take passwords as parameters. */
export function passwordsInQuery(address = ''): string[] {
  if (!URL.canParse(address)) return []
  const { search, searchParams } = new URL(address)
  const meant = ['password', 'sslpassword'].flatMap(name => searchParams.getAll(name))
  const written = [...search.matchAll(/[?&](?:ssl)?password=([^&]*)/g)].map(([, value]) => value ?? '')
  return [...meant, ...written]
}
