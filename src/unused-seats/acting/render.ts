/** The preview of a change of seats, and what became of it. Both are for the admin alone, and name people. */
import { type Acted, lineOfPreview } from '../../acting/door.ts'
import { footer } from '../../message/fit.ts'
import { type Action, actions, dayCell, type Message, note, type Part, table, text } from '../../message/message.ts'
import type { RenderContext } from '../../message/render-context.ts'
import type { Words } from '../../message/words.ts'
import type { ActionRefusal, SeatAction, SeatActionKind } from '../../ports.ts'
import { localDay } from '../../time/wall-clock.ts'
import type { Candidate } from './candidates.ts'
import { actingWords } from './words.ts'

export type PreviewOfChange = {
  readonly kind: SeatActionKind
  readonly alert: number
  /** Those that the button acts on. */
  readonly candidates: readonly Candidate[]
  /** `null`: there is no one to act on. */
  readonly token: string | null
  readonly unlisted: number
  readonly left: number
  readonly isOneselfLeftOut: boolean
  /** Those in a team that the identity provider fills. */
  readonly synced: number
  /** Days without use after which a member counts as inactive. */
  readonly idleDays: number
  /** The line that asks for one person only. */
  readonly lineFor: (person: string) => string
}

/** People who get a button of their own in a preview. */
const maxOwnButtons = 5

export function renderPreview(preview: PreviewOfChange, { t, timeZone }: RenderContext): Message {
  const { kind, candidates, token, unlisted, left, isOneselfLeftOut, synced, idleDays, lineFor } = preview
  const w = actingWords[t.language]
  const count = candidates.length
  const notes = [
    unlisted > 0 ? w.unlisted(unlisted, t) : null,
    left > 0 ? w.left(left, t) : null,
    isOneselfLeftOut ? w.yourself : null,
    synced > 0 ? w.synced(synced, t) : null,
  ].filter(line => line !== null)
  if (token === null) {
    const summary = w.empty[kind]
    return { title: w.emptyTitle[kind], summary, parts: [text(summary), ...notes.map(line => text(line))] }
  }
  const summary = w.effect[kind]
  const confirm: Action = {
    label: w.confirm[kind](count, t),
    line: `confirm ${token}`,
    style: kind === 'withdraw' || kind === 'free' ? 'danger' : 'primary',
  }
  const single = count > 1 && count <= maxOwnButtons ? candidates : []
  return {
    title: w.previewTitle[kind](count, t),
    summary,
    parts: [
      text(summary),
      renderCandidates(candidates, idleDays, t, timeZone),
      ...notes.map(line => text(line)),
      actions([
        confirm,
        ...single.map(({ person }) => ({ label: w.only[kind](person), line: lineFor(person), isMore: true as const })),
      ]),
      footer(w.validFor),
    ],
  }
}

function renderCandidates(candidates: readonly Candidate[], idleDays: number, t: Words, zone: string): Part {
  const w = actingWords[t.language]
  const stateOf = ({ state }: Candidate) =>
    state === 'half' || state === 'freed' ? w.state[state] : t.unused.labels[state](idleDays)
  const columns = [
    { label: t.unused.person, align: 'left' },
    { label: t.unused.state, align: 'left' },
    { label: t.unused.since, align: 'left' },
  ] as const
  const rows = candidates.map(candidate => {
    const day = localDay(candidate.since, zone)
    return [candidate.person, stateOf(candidate), dayCell(t.day(day), day)]
  })
  return { ...table(t.unused.people, columns, rows), look: 'plain' }
}

/** What was done, refused and left, a sentence for each reason. */
export function renderActed({ kind, alert, actions: all, undo }: Acted, { t }: RenderContext): Message {
  const w = actingWords[t.language]
  const done = all.filter(({ state }) => state === 'done')
  const half = all.filter(({ state }) => state === 'half')
  const missing = all.length - done.length
  const names = (some: readonly SeatAction[]) => t.list(some.map(({ person }) => person))
  const sentences = [
    ...(done.length > 0 ? [w.done[kind](names(done))] : []),
    ...(missing > 0 ? [w.missing(missing, all.length, t)] : []),
  ]
  const reasons = [
    ...group(all, 'refused').map(([refusal, some]) => w.refused[refusal](names(some))),
    ...(half.length > 0 ? [w.half(names(half))] : []),
    ...group(half, 'half').flatMap(([refusal, some]) =>
      refusal === 'unknown' ? [] : [w.refused[refusal](names(some))],
    ),
    ...sentenceFor('unknown', () => true, w.unclear),
    ...sentenceFor('skipped', ({ refusal }) => refusal === 'conflict', w.taken),
    ...sentenceFor('skipped', ({ refusal }) => refusal !== 'conflict', w.notTried),
  ]
  const again: Action[] =
    missing === 0
      ? []
      : half.length > 0
        ? [{ label: w.openSome.invite(half.length, t), line: `act ${alert} invite`, style: 'primary' }]
        : all.slice(0, 1).map(first => ({ label: w.look, line: lineOfPreview(first, all.length === 1) }))
  const summary = sentences.join(' ')
  return {
    title: w.doneTitle[kind](done.length, all.length, t),
    summary,
    parts: [
      text(summary),
      ...reasons.map(line => text(line)),
      actions([...again, ...(undo === null ? [] : [{ label: w.undo, line: `confirm ${undo}` }])]),
      ...(done.length > 0 && kind !== 'restore' ? [note(w.proof)] : []),
    ],
  }

  function sentenceFor(
    state: SeatAction['state'],
    isMeant: (action: SeatAction) => boolean,
    sentence: (people: string) => string,
  ): string[] {
    const some = all.filter(action => action.state === state && isMeant(action))
    return some.length > 0 ? [sentence(names(some))] : []
  }
}

function group(all: readonly SeatAction[], state: SeatAction['state']): [ActionRefusal, SeatAction[]][] {
  return [
    ...Map.groupBy(
      all.filter(action => action.state === state),
      ({ refusal }) => refusal ?? 'unknown',
    ),
  ]
}
