import type { Person } from './people.ts'

/** What is between the mention and the text: Teams' clients differ. */
export type Mention = 'space' | 'nbsp' | 'entity' | 'newline' | 'end' | 'twice'

export type WrittenText = {
  text: string
  mention: Mention | false
  /** The message is a reply that quotes this text: as HTML next to the text, or as newer clients do in the text. */
  quote?: { text: string; as?: 'html' | 'placeholder' } | undefined
}

/** The fields of a message activity that carry what a person typed. */
export function toMessage(
  { text, mention, quote }: WrittenText,
  bot: Person,
  clientInfo: unknown,
): Record<string, unknown> {
  const at = `<at>${bot.name}</at>`
  const mentions = { type: 'mention', text: at, mentioned: { id: bot.id, name: bot.name } }
  const isPlaceholder = quote?.as === 'placeholder'
  const html = [quote && !isPlaceholder ? writeQuote(quote.text) : '', writeHtml(text, mention ? bot.name : undefined)]
  return {
    text: `${isPlaceholder ? '<quoted messageId="1"/> ' : ''}${join(at, text, mention)}`,
    textFormat: 'plain',
    attachments: [{ contentType: 'text/html', content: html.join('') }],
    entities: [
      ...Array(mention === 'twice' ? 2 : mention ? 1 : 0).fill(mentions),
      ...(isPlaceholder ? [{ type: 'quotedReply', quotedReply: { messageId: '1', preview: quote.text } }] : []),
      clientInfo,
    ],
  }
}

function join(at: string, text: string, mention: Mention | false): string {
  const joined: Record<Mention, string> = {
    space: `${at} ${text}\n`,
    nbsp: `${at}\u00a0${text}\n`,
    entity: `${at}&nbsp;${text}`,
    newline: `${at}\r\n${text}\r\n`,
    end: `${text} ${at}\n`,
    twice: `${at} ${text} ${at}\n`,
  }
  return mention ? joined[mention] : text
}

function writeHtml(text: string, mentioned: string | undefined): string {
  const open = '<span itemscope="" itemtype="http://schema.skype.com/Mention" itemid="0">'
  return `<p>${mentioned === undefined ? '' : `${open}${escapeHtml(mentioned)}</span>&nbsp;`}${escapeHtml(text)}</p>`
}

function writeQuote(text: string): string {
  const open = '<blockquote itemscope="" itemtype="http://schema.skype.com/Reply" itemid="1">'
  return `${open}<p itemprop="preview">${escapeHtml(text)}</p></blockquote>`
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, found => `&#${found.charCodeAt(0)};`)
}
