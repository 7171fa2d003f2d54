/** Writes digests and alerts into the text of a configuration file; all else of it stays, with its comments. */
import { type Document, isMap, isScalar, isSeq, parseDocument } from 'yaml'

/** A digest or an alert, as written in the file. */
type WrittenEntry = {
  readonly conversation: string
  /** Ids with their names; `all` is the organization. */
  readonly teams: readonly { readonly id: string; readonly name: string }[]
  /** Settings that differ from their default. */
  readonly settings: Readonly<Record<string, string | number>>
}

export type WrittenEntries = {
  readonly subscriptions: readonly WrittenEntry[]
  readonly watch: readonly WrittenEntry[]
}

/** @param text of a valid file; empty for a new one */
export function writeEntries(text: string, { subscriptions, watch }: WrittenEntries): string {
  const document = parseDocument(text.trim() === '' ? '{}' : text)
  if (!isMap(document.contents)) throw new Error('the configuration file is not a map')
  // A new file is more than one line.
  document.contents.flow = false
  setList(document, ['subscriptions'], subscriptions)
  // A section whose settings are all commented out is null.
  if (document.has('alerts') && !isMap(document.get('alerts', true))) document.delete('alerts')
  setList(document, ['alerts', 'watch'], watch)
  const alerts = document.getIn(['alerts'], true)
  if (isMap(alerts)) alerts.flow = false
  return document.toString({ lineWidth: 120 })
}

function setList(document: Document, path: readonly string[], entries: readonly WrittenEntry[]): void {
  if (entries.length === 0) {
    if (document.hasIn(path)) document.deleteIn(path)
    return
  }
  const list = document.createNode(
    entries.map(({ conversation, teams, settings }) => ({
      conversation,
      teams: teams.map(({ id }) => id),
      ...settings,
    })),
  )
  document.setIn(path, list)
  if (!isSeq(list)) return
  for (const [at, entry] of list.items.entries()) {
    const teams = isMap(entry) ? entry.get('teams', true) : null
    if (isSeq(teams)) nameTeams(teams.items, entries[at]?.teams ?? [])
  }
}

/** An id means nothing to a reader, so the name follows it. */
function nameTeams(items: readonly unknown[], teams: WrittenEntry['teams']): void {
  for (const [at, item] of items.entries()) {
    const { id, name } = teams[at] ?? {}
    if (isScalar(item) && name && name !== id && id !== 'all') item.comment = ` ${name.replace(/\s+/g, ' ')}`
  }
}
