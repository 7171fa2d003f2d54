/** What the documents hold, as far as a test can check it. */

const fence = /^```(\w*)\n(.*?)^```$/gms
const inlineCode = /`([^`\n]+)`/g

/** Where links and pictures lead, in the order of the text. */
export function linksIn(markdown: string): string[] {
  const link = /\]\(([^)\s]+)\)|(?:src|srcset|href)="([^"]+)"/g
  return [...markdown.replace(fence, '').matchAll(link)].map(([, target, attribute]) => target ?? attribute ?? '')
}

/** The anchors of all headings, as code hosts make them. */
export function slugsIn(markdown: string): string[] {
  const headings = [...markdown.replace(fence, '').matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .trim()
      .replace(/\s/g, '-'),
  )
  return headings.map((slug, at) => {
    const before = headings.slice(0, at).filter(other => other === slug).length
    return before === 0 ? slug : `${slug}-${before}`
  })
}

/** The text without blocks of code. */
export function withoutCode(markdown: string): string {
  return markdown.replace(fence, '')
}

/** The text without any code and without the addresses of links. */
export function proseOf(markdown: string): string {
  return withoutCode(markdown)
    .replace(inlineCode, '')
    .replace(/\]\([^)\s]+\)/g, ']')
}

/**
 * Complete lines for the bot: of blocks marked as such, behind `npm run ask --`, and in code that begins like a command. A
 * single word may be the name of a command, and `<team>` or `…` is a placeholder.
 */
export function linesForBot(markdown: string, commands: readonly { readonly name: string }[]): string[] {
  const blocks = [...markdown.matchAll(fence)].flatMap(([, language, body = '']) => {
    const lines = body.split('\n').filter(line => line !== '')
    return language === 'tabnine' ? lines : lines.flatMap(behindAsk)
  })
  const codes = [...markdown.replace(fence, '').matchAll(inlineCode)].map(([, code = '']) => code)
  const inline = codes.flatMap(code => {
    const line = code.replace(/^(\/tabnine|@Tabnine Usage) /, '')
    const asked = behindAsk(line)
    if (asked.length > 0) return asked
    const [verb = '', ...rest] = line.split(' ')
    return rest.length > 0 && commands.some(({ name }) => name === verb) ? [line] : []
  })
  return [...blocks, ...inline].filter(line => !/[<…]/.test(line))
}

function behindAsk(line: string): string[] {
  const asked = /^npm run (?:-s )?ask -- (?!--)(.*?)(?: --json)?(?: >.*)?$/.exec(line)?.[1]
  return asked === undefined ? [] : [asked]
}
