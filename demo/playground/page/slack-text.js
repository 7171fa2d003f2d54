import { make } from './dom.js'
import { formatMoment } from './moments.js'

const entities = { '&lt;': '<', '&gt;': '>', '&amp;': '&' }

/** A text object of Slack: plain text letter by letter, `mrkdwn` with the little of it that messages use. */
export function drawTextObject({ type, text }) {
  return type === 'mrkdwn' ? drawMarkup(text) : lines(text)
}

/** Reads `*bold*`, `_italic_`, `` `code` ``, links and dates of Slack's markup; all else is text. */
export function drawMarkup(text) {
  const parts = text.split(/(<[^<>]+>|`[^`\n]+`|\*[^*\n]+\*|(?<![\p{L}\p{N}])_[^_\n]+_(?![\p{L}\p{N}]))/u)
  return parts.flatMap((part, at) => (at % 2 === 0 ? lines(readEntities(part)) : [drawMark(part)]))
}

function drawMark(part) {
  const inner = part.slice(1, -1)
  if (part.startsWith('<')) return drawReference(inner)
  if (part.startsWith('`')) return make('code', {}, readEntities(inner))
  return make(part.startsWith('*') ? 'strong' : 'em', {}, ...drawMarkup(inner))
}

/** `<!date^1700000000^{date_short}|fallback>`, `<https://…|label>`, `<@U123>`. */
function drawReference(inner) {
  const [target = '', label] = inner.split('|')
  const [, seconds, format] = /^!date\^(\d+)\^([^^]*)/.exec(target) ?? []
  if (seconds) return drawDate(Number(seconds), format, label)
  if (/^https?:/.test(target)) return drawLink(target, readEntities(label ?? target))
  return make('span', { class: 'slack-mention' }, label ?? target)
}

function drawDate(seconds, format, fallback = '') {
  const moment = new Date(seconds * 1000)
  const shown = format.replace(/\{(\w+)\}/g, (token, name) => formatMoment(moment, name) ?? token)
  return make('time', { datetime: moment.toISOString(), title: fallback }, shown)
}

function drawLink(address, label) {
  return make('a', { href: address, target: '_blank', rel: 'noopener noreferrer' }, label)
}

function readEntities(text) {
  return text.replace(/&(lt|gt|amp);/g, entity => entities[entity])
}

function lines(text) {
  return text.split('\n').flatMap((line, at) => (at === 0 ? [line] : [make('br'), line]))
}

/** An element of a `rich_text` block. */
export function drawRichText(element) {
  const { type, elements = [], style, border } = element
  switch (type) {
    case 'rich_text_list':
      return make(
        style === 'ordered' ? 'ol' : 'ul',
        {},
        elements.map(item => make('li', {}, item.elements.map(drawSpan))),
      )
    case 'rich_text_preformatted':
      return make('pre', {}, elements.map(drawSpan))
    case 'rich_text_quote':
      return make('blockquote', {}, elements.map(drawSpan))
    default:
      return make('p', { 'data-border': border }, elements.map(drawSpan))
  }
}

function drawSpan(span) {
  const { type, text, style = {} } = span
  if (type === 'link') return drawLink(span.url, text ?? span.url)
  if (type === 'date') return drawDate(span.timestamp, span.format, span.fallback)
  if (type === 'emoji') return emojiOf(span)
  if (type !== 'text') return make('span', { class: 'slack-mention' }, `@${span.user_id ?? span.channel_id ?? ''}`)
  const tags = { code: 'code', bold: 'strong', italic: 'em', strike: 's' }
  return Object.entries(tags).reduce((inner, [name, tag]) => (style[name] ? make(tag, {}, inner) : inner), text)
}

function emojiOf({ unicode, name }) {
  return unicode ? String.fromCodePoint(...unicode.split('-').map(code => Number.parseInt(code, 16))) : `:${name}:`
}
