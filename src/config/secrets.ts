/** The password in an address of a proxy or a database, as it is written and as it is meant. */
export function passwordsIn(address = ''): string[] {
  // Up to the last @: a badly encoded password may contain one too.
  const written = /^(?:\w+:\/\/)?[^/?#:]*:([^/?#]*)@/.exec(address)?.[1] ?? ''
  try {
    return [written, decodeURIComponent(written)]
  } catch {
    return [written] // a stray percent sign: the person who connects says so
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

/**
 * What a copied token or password carries that does not belong to it, as the rest of a sentence; `null` where nothing
 * does. An HTTP header cannot hold such a value, or the server refuses it and blames the token.
 */
export function faultOfSecret(value: string): string | null {
  if (/^(["'`“”„‘’«]).*["'`“”‘’»]$/su.test(value)) return 'must not have quotation marks around it'
  if (/^bearer\b\s/i.test(value)) return 'must be the token alone, without “Bearer”'
  if (/[\r\n]|\\[rn]$/.test(value)) return 'must not contain a line end'
  if (/\s/.test(value)) return 'must not contain a space'
  const [odd] = /[^\x21-\x7e]/u.exec(value) ?? []
  if (odd === undefined) return null
  const codePoint = (odd.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')
  return `must not contain the character U+${codePoint}: copy it again`
}
