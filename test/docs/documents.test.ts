/** The documents for users: short, in plain words, and true as far as a program can check. */
import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { writeCommands } from '../../scripts/docs/commands.ts'
import { listDocuments, root } from '../../scripts/docs/documents.ts'
import { alignTables } from '../../scripts/docs/tables.ts'
import { commands, readLine } from '../../src/commands.ts'
import { linesForBot, linksIn, proseOf, slugsIn, withoutCode } from '../helpers/markdown.ts'

const read = (path: string) => readFileSync(join(root, path), 'utf8')
const documents = listDocuments().map(path => ({ path, text: read(path) }))
/** Only their comments are for reading. */
const examples = ['.env.example', 'config.example.yaml'].map(path => ({
  path,
  text: [...read(path).matchAll(/(?:^|\s)# ?(.*)$/gm)].map(([, comment]) => comment).join('\n'),
}))
/** Also those for maintainers: a link is right or wrong everywhere. */
const allMarkdown = [...documents.map(({ path }) => path), ...globSync('*.md', { cwd: root })]

test('docs/commands.md is what "npm run docs" writes: run it after a change of commands or their words', () => {
  expect(read('docs/commands.md')).toBe(alignTables(writeCommands()))
})

describe('README', () => {
  const readme = read('README.md')

  test('is short enough to be read: 120 lines, 900 words', () => {
    expect(readme.trimEnd().split('\n').length).toBeLessThanOrEqual(120)
    expect(readme.split(/\s+/).filter(Boolean).length).toBeLessThanOrEqual(900)
  })

  test('has the two commands of a newcomer, as the gate runs them', () => {
    expect(readme).toContain('```sh\nnpm ci && npm run demo\n```')
    const gate = read('.ci/run').trimEnd().split('\n').at(-1)
    expect(gate).toBe('npm ci && npm run check')
    expect(readme).toContain(`\`${gate}\``)
  })

  test('shows commands that everyone can type, and leads to all documents', () => {
    expect(linesForBot(readme, commands).length).toBeGreaterThanOrEqual(8)
    const linked = linksIn(readme).map(link => link.replace(/#.*/, ''))
    const guides = documents.map(({ path }) => path).filter(path => path !== 'README.md')
    expect(linked).toEqual(expect.arrayContaining(guides))
  })
})

test.each([...new Set(allMarkdown)])('every link of %s leads somewhere', path => {
  const broken = linksIn(read(path)).filter(link => {
    if (/^(https?|mailto):/.test(link)) return false
    const [file = '', anchor] = link.split('#')
    const target = file === '' ? path : join(dirname(path), file)
    if (!existsSync(join(root, target))) return true
    return anchor !== undefined && !slugsIn(read(target)).includes(anchor)
  })
  expect(broken).toEqual([])
})

describe.each([...documents, ...examples])('$path', ({ path, text }) => {
  test('names only npm scripts that exist', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> }
    const named = [...text.matchAll(/npm run (?:-s )?([a-z][\w:-]*)/g)].map(([, name = '']) => name)
    expect(named.filter(name => !(name in scripts))).toEqual([])
  })

  test('shows only lines that the bot understands', () => {
    const misunderstood = linesForBot(text, commands).flatMap(line => {
      try {
        readLine(line)
        return []
      } catch (error) {
        return [`${line}: ${error}`]
      }
    })
    expect(misunderstood).toEqual([])
  })

  test.runIf(path.endsWith('.md'))('has no placeholder that would be taken for HTML', () => {
    const tags = [...proseOf(text).matchAll(/<(?!https?:|!--|\/?(?:picture|source|img|p|a|br)\b)[^>\n]*>/g)]
    expect(tags.map(([tag]) => tag)).toEqual([])
  })

  test('is written in plain English', () => {
    // Words of an older way of speaking, which newcomers had to learn first. One word per thing: member, invite, unused.
    const retired =
      /\b(told|tells?|telling|said|heard|hears?|whoever|mend(s|ed)?|somebody|nobody else|anybody|anew|reckon(ed)?|in vain|beside|manner|floor|idle|invitations?|registered people|run out|brought up to date|subscriptions?|stands there|spoken of)\b/gi
    const found = [...proseOf(text).matchAll(retired)].map(([word]) => word)
    expect(found).toEqual([])
  })

  test.runIf(path.endsWith('.md'))('has lines of at most 120 characters, but for tables, and aligned tables', () => {
    const long = withoutCode(text)
      .split('\n')
      .filter(line => line.length > 120 && !line.trimStart().startsWith('|'))
    expect(long).toEqual([])
    expect(alignTables(text)).toBe(text)
  })
})

test('the check finds lines for the bot in every form, and what is wrong', () => {
  const text =
    'Type `/tabnine usage payments`, `usage payments`, `usage <team>` or `seats`.\n```tabnine\nalerts off x\n```\n'
  const more = '```sh\nnpm run ask -- seats payments\nnpm run -s ask -- usage all --json\n```\n'
  expect(linesForBot(text + more, commands)).toEqual([
    ...['alerts off x', 'seats payments', 'usage all'],
    ...['usage payments', 'usage payments'],
  ])
  expect(() => readLine('snooze payments')).toThrow()
  expect(linksIn('[a](b.md#c) ![d](e.png) <img src="f.png"> <source srcset="g.png">')).toEqual([
    ...['b.md#c', 'e.png', 'f.png', 'g.png'],
  ])
  expect(slugsIn('# A b, c!\n## A `d` e\n## A b, c!\n')).toEqual(['a-b-c', 'a-d-e', 'a-b-c-1'])
  expect(proseOf('told `said` \n```\nheard\n```\n')).toBe('told  \n\n')
})
