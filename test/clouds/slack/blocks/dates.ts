/**
 * Dates that each reader sees in their own zone. Sources: the comment of `RichTextDate` in @slack/types 3.2, and
 * docs.slack.dev/messaging/formatting-message-text#date-formatting for `<!date^seconds^format|fallback>` in mrkdwn.
 */
const TOKENS = [
  'day_divider_pretty',
  'date_num',
  'date_slash',
  'date_long',
  'date_long_full',
  'date_long_pretty',
  'date',
  'date_pretty',
  'date_short',
  'date_short_pretty',
  'time',
  'time_secs',
  'ago',
]

/** Every date in blocks that Slack would show as raw text, or not at all. */
export function findDateProblems(node: unknown, at: string): string[] {
  if (Array.isArray(node)) return node.flatMap((item, index) => findDateProblems(item, `${at}/${index}`))
  if (typeof node !== 'object' || node === null) return []
  const { type, text, timestamp, format } = node as Record<string, unknown>
  return [
    ...(type === 'date' ? findProblems(String(timestamp), String(format), at) : []),
    ...(type === 'mrkdwn' ? findMarkupProblems(String(text), at) : []),
    ...Object.entries(node).flatMap(([key, value]) => findDateProblems(value, `${at}/${key}`)),
  ]
}

function findMarkupProblems(text: string, at: string): string[] {
  const references = text.match(/<!date[^>]*>?/g) ?? []
  return references.flatMap(reference => {
    const [, seconds, format] = /^<!date\^([^^|]*)\^([^^|]*)(?:\^https?:[^|]*)?\|[^|<>]+>$/.exec(reference) ?? []
    if (seconds === undefined || format === undefined) return [`invalid date: ${reference} [json-pointer:${at}/text]`]
    return findProblems(seconds, format, at)
  })
}

function findProblems(timestamp: string, format: string, at: string): string[] {
  const tokens = [...format.matchAll(/\{([^}]*)\}/g)].map(([, token]) => token ?? '')
  return [
    ...(/^\d{1,11}$/.test(timestamp) ? [] : [`timestamp must be seconds [json-pointer:${at}/timestamp]`]),
    ...(tokens.length > 0 && tokens.every(token => TOKENS.includes(token))
      ? []
      : [`invalid date format: ${format} [json-pointer:${at}/format]`]),
  ]
}
