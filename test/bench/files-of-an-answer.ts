import { readFileSync } from 'node:fs'
import { Session } from 'node:inspector/promises'
import { dirname, join, normalize, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { readImports } from '../helpers/architecture/imports.ts'
import { startSlackBot } from '../helpers/slack-bot.ts'
import { type Figure, report } from './figures.ts'

const root = join(import.meta.dirname, '../..')

/**
 * How many files of the bot a usage answer in Slack runs through: those with a function that is called between the
 * request and the answer, by V8's coverage. And how many of them a folder is entered by: an answer that enters each
 * folder once has one file per folder that files of other folders import.
 */
export async function measureFilesOfAnAnswer(): Promise<Figure[]> {
  const files = await listFiles()
  const entries = findEntries(files)
  for (const file of files) console.log(`${entries.has(file) ? '→' : ' '} ${file}`)
  const folders = new Set(files.map(folderOf))
  const entered = [...folders].map(folder => [...entries].filter(file => folderOf(file) === folder).length)
  return [
    { what: 'usage answer in Slack: files run', unit: 'files', values: [files.length], bound: { is: '≤', than: 45 } },
    { what: 'usage answer in Slack: folders', unit: 'folders', values: [folders.size] },
    { what: 'usage answer in Slack: files by which a folder is entered', unit: 'files', values: entered },
  ]
}

/** The files of the bot that run while it answers; the first answer of all is not counted, it also starts things. */
async function listFiles(): Promise<string[]> {
  const session = new Session()
  session.connect()
  const bot = await startSlackBot()
  try {
    const answer = async () => {
      const { users, channels } = bot.cloud
      const before = bot.messages().length
      const [team] = bot.sandbox.company.teams
      const text = `usage ${team?.id}`
      await bot.send({ kind: 'command', text, user: users.grace.id, channel: channels.general.id })
      await bot.cloud.waitFor('response', () => bot.messages().length > before, 30_000)
    }
    await answer()
    await session.post('Profiler.enable')
    await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: false })
    // Whatever ran until now does not count.
    await session.post('Profiler.takePreciseCoverage')
    await answer()
    const { result } = await session.post('Profiler.takePreciseCoverage')
    const run = result.filter(({ functions }) => functions.some(({ ranges }) => (ranges[0]?.count ?? 0) > 0))
    return run
      .filter(({ url }) => url.startsWith('file:'))
      .map(({ url }) => relative(root, fileURLToPath(url)))
      .filter(path => /^(src|adapters)\//.test(path))
      .sort()
  } finally {
    session.disconnect()
    await bot[Symbol.asyncDispose]()
  }
}

/** Files that a file of another folder imports, types aside. */
function findEntries(files: readonly string[]): Set<string> {
  const imported = files.flatMap(file =>
    readImports(readFileSync(join(root, file), 'utf8'))
      .filter(({ specifier, isType }) => !isType && specifier.startsWith('.'))
      .map(({ specifier }) => normalize(join(dirname(file), specifier)))
      .filter(path => folderOf(path) !== folderOf(file)),
  )
  return new Set(files.filter(file => imported.includes(file)))
}

/** `src/usage`, `adapters/slack`; a folder in such a folder is part of it. */
function folderOf(path: string): string {
  const parts = path.split('/')
  return parts.slice(0, Math.min(2, parts.length - 1)).join('/')
}

if (import.meta.main) await report(measureFilesOfAnAnswer)
