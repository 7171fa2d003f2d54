import { quoteName } from '../../src/command/line.ts'
import { readConfig, readEnvironment } from '../../src/config.ts'
import { renderText } from '../../src/message/text.ts'
import { createWords } from '../../src/message/words.ts'
import { readPeriod } from '../../src/time/read-period.ts'
import { createCore, systemClock } from '../core.ts'
import { createLog } from '../log.ts'
import { applyNetworkSettings } from '../network.ts'
import { asTyped } from './as-typed.ts'
import { createTerminalCaller } from './caller.ts'
import { every, startProgressBar } from './progress-bar.ts'
import { wantsHelp } from './wants-help.ts'

const help = `Answers one line in the terminal, as an admin. Needs TABNINE_TOKEN.

npm run ask -- usage payments last week
npm run ask -- seats "Data Science"
npm run -s ask -- usage payments --json           Print the data as JSON
npm run -s ask -- export teams > teams.csv        Print a CSV file

npm run ask -- help                               List the commands that work here
npm run ask -- help usage                         Explain one command`

/**
 * `npm run ask -- <line>`: prints one answer as text, an export as CSV, or the facts with `--json`. Exit code 1 for an
 * error. In a terminal a progress bar shows what takes long.
 */
export async function ask(argv: readonly string[]): Promise<void> {
  if (wantsHelp(argv)) return console.log(asTyped(help))
  const config = readConfig(readEnvironment(), 'look-ups')
  applyNetworkSettings(config.network)
  const isJson = argv.includes('--json')
  const line = joinWords(argv.filter(word => word !== '--json'))
  for (const warning of config.warnings) console.error(warning)
  const log = createLog(config.logLevel === 'info' ? 'error' : config.logLevel, config.secrets, process.stderr)
  const app = createCore(config, log)
  const words = createWords(config.language)
  const { working, done } = words.progress
  const bar = startProgressBar(working(line), { output: process.stderr, clock: systemClock, every })
  const { message, facts, error, file } = await app.answer(line, createTerminalCaller(asTyped('npm run ask -- ')), {
    onProgress: far => bar.show({ label: done(far), done: far.done, of: far.of }),
  })
  bar.end()
  const text = renderText(message, words)
  // Of a file only the content goes to stdout, so that it can be redirected.
  if (error || file) process.stderr.write(`${text}\n`)
  if (file && !isJson) process.stdout.write(file.content)
  else if (!error) process.stdout.write(`${isJson ? JSON.stringify(facts, null, 2) : text}\n`)
  process.exitCode = error ? 1 : 0
}

/**
 * One word is the whole line. Of several, one with spaces is a name whose quotes the shell took away ("Data Science"), or
 * a period, which needs none.
 */
function joinWords(words: readonly string[]): string {
  if (words.length === 1) return words[0] ?? ''
  const isName = (word: string) => /\s/.test(word) && !word.includes('"') && readPeriod(word) === null
  return words.map(word => (isName(word) ? quoteName(word) : word)).join(' ')
}
