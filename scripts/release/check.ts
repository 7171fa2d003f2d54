/** What a release consists of, as far as it can be decided without running anything. */

export type Release = {
  /** Of package.json and package-lock.json. */
  readonly version: string
  readonly lockedVersion: string
  /** Tags of the commit that is checked out. */
  readonly tags: readonly string[]
  /** Files that differ from that commit. */
  readonly changed: readonly string[]
  readonly changelog: string
}

/** The section of a version in the changelog, without its heading; null if there is none. */
export function notesOf(changelog: string, version: string): string | null {
  const sections = changelog.split(/^## /m).slice(1)
  const section = sections.find(text => text.split('\n')[0]?.split(' ')[0] === version)
  return section ? section.slice(section.indexOf('\n')).trim() : null
}

/** What prevents the release, one sentence each. */
export function findProblems({ version, lockedVersion, tags, changed, changelog }: Release): string[] {
  const problems: string[] = []
  if (!/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version)) problems.push(`"${version}" in package.json is no version.`)
  if (lockedVersion !== version)
    problems.push(`package-lock.json has version ${lockedVersion}, package.json ${version}. Run "npm version".`)
  if (!tags.includes(`v${version}`))
    problems.push(`This commit has no tag v${version}. Run "npm version", which also writes the tag.`)
  if (changed.length > 0) problems.push(`Not committed: ${changed.join(', ')}.`)
  if (!notesOf(changelog, version)) problems.push(`CHANGELOG.md has no section "## ${version}".`)
  return problems
}
