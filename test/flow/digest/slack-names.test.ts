import { describe, expect, it } from 'vitest'
import { openSlackWorld } from './slack-world.ts'

/** What Slack would read as a mention, a link or a format: in the text escapes are lacking, blocks name it by its type. */
function markupIn({ text, blocks }: { text: string; blocks?: unknown }): string[] {
  // Numbers in columns and moments need mrkdwn; besides dates it holds nothing that could be markup.
  const others = JSON.stringify(blocks ?? [])
    .replaceAll(/<!date\^\d+\^[^|<>]*\|[^<>]*>/g, '')
    .replaceAll(/\{"type":"mrkdwn","text":"[^<>&@:]*","verbatim":true\}/g, '')
  const types = /"type":"(?:mrkdwn|user|usergroup|broadcast|link|channel|emoji)"/g
  return [...(text.match(/<[^>]*>/g) ?? []), ...(others.match(types) ?? [])]
}

describe('names that look like markup', () => {
  it('stay text in a digest and in its confirmation, and mention no one', async () => {
    await using world = await openSlackWorld('2026-11-19T12:00:00Z')
    const user = world.cloud.users.quirk.id
    await world.askInChannel('subscribe payments', { user })
    await world.ask('run 1', { user })
    await world.tick()
    const posted = world.cloud.messages(world.channel)
    expect(posted).toHaveLength(2)
    expect(world.standing(world.channel)[1]).toContain('Posted now by \u2068@here :rotating_light:\u2069')
    for (const message of posted) expect(markupIn(message)).toEqual([])
    const calls = world.cloud.calls('chat.postMessage').map(({ args }) => args)
    expect(calls.every(args => args.link_names === undefined && args.parse === undefined)).toBe(true)
    expect(calls.every(args => String(args.mrkdwn) === 'false')).toBe(true)
  })

  it('stay text where a team has them', async () => {
    await using world = await openSlackWorld('2026-11-19T12:00:00Z')
    const answer = await world.ask('subscribe "<!channel> <@U0000001>"')
    expect(answer).toContain('No team called “\u2068<!channel> @…\u2069”')
    expect(world.cloud.responses).toHaveLength(1)
    for (const response of world.cloud.responses) expect(markupIn(response)).toEqual([])
  })
})
