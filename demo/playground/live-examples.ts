/** Examples that the bot itself makes: from the story of the demo, or by asking it. */
import type { Breakage } from './breaking.ts'
import type { Asker } from './people.ts'
import type { Playground } from './playground.ts'
import type { Shown, ShownEntry, State } from './shown.ts'

type Reader = 'channel' | 'private' | 'personal'

export type LiveExample = {
  readonly name: string
  readonly readers: readonly Reader[]
  readonly make: (playground: Playground) => Promise<Shown | null>
}

export const liveExamples: readonly LiveExample[] = [
  posted('Digest in the channel', ['channel'], ({ entries }) => entries.findLast(inChannel)),
  posted('Alert in the channel', ['channel'], ({ entries }) => entries.find(inChannel)),
  posted('Reply in the thread of an alert', ['channel'], ({ entries }) => entries.find(one => one.inReplyTo !== null)),
  posted('A reminder that was answered', ['private'], ({ entries }) =>
    entries.find(({ conversation, editedAt }) => conversation === 'returning' && editedAt !== null),
  ),
  asked('A free question', ['private', 'personal'], 'who is not using it?'),
  asked('Unknown command', ['private', 'personal'], 'dance'),
  asked('Unknown team', ['private', 'personal'], 'usage paymets last week'),
  asked('Unclear team', ['private', 'personal'], 'usage web last week'),
  asked('Not allowed', ['private'], 'subscribe payments', { place: 'eng-platform' }),
  asked('Tabnine fails', ['private'], 'usage mobile 2026-03', { broken: 'status' }),
  asked('Tabnine fails, shown to an admin', ['personal'], 'usage mobile 2026-02', { broken: 'token' }),
  asked('No one used it', ['private', 'personal'], 'usage legacy last week'),
  asked('Small group', ['private'], 'usage search last week'),
  asked('No digests yet', ['private'], 'subscriptions'),
]

function inChannel({ conversation, inReplyTo, content }: ShownEntry): boolean {
  return conversation === 'eng-platform' && inReplyTo === null && content.kind === 'message' && content.line === null
}

function posted(name: string, readers: readonly Reader[], find: (state: State) => ShownEntry | undefined): LiveExample {
  const make = async (playground: Playground) => {
    const content = find(playground.state())?.content
    return content?.kind === 'message' ? content.shown : null
  }
  return { name, readers, make }
}

function asked(
  name: string,
  readers: readonly Reader[],
  line: string,
  { place = 'private', broken = null }: { place?: Asker['place']; broken?: Breakage | null } = {},
): LiveExample {
  const person = readers.includes('private') ? 'developer' : 'admin'
  const make = async (playground: Playground) => {
    const { language } = playground.state()
    return (await playground.ask(line, { person, place, language }, { kind: 'quiet', broken })).shown
  }
  return { name, readers, make }
}
