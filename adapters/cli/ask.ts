import { quoteName } from '../../src/command/line.ts'
import { readConfig, readEnvironment } from '../../src/config.ts'
import { renderText } from '../../src/message/text.ts'
import { createWords } from '../../src/message/words.ts'
import { createCore } from '../core.ts'
import { createLog } from '../log.ts'
import { applyNetworkSettings } from '../network.ts'
import { createTerminalCaller } from './caller.ts'

/** `npm run ask -- <line>`: prints one answer as text, or its facts with `--json`. Exit code 1 where it is an error. */
export async function ask(argv: readonly string[]): Promise<void> {
  const config = readConfig(readEnvironment(), 'look-ups')
  applyNetworkSettings(config.network)
  const isJson = argv.includes('--json')
  const line = argv
    .filter(word => word !== '--json')
    .map(quoteWhereSpaced)
    .join(' ')
  const log = createLog(config.logLevel === 'info' ? 'error' : config.logLevel, config.secrets, process.stderr)
  const app = createCore(config, log)
  const { message, facts, error } = await app.answer(line, createTerminalCaller('npm run ask -- '))
  const text = renderText(message, createWords(config.language))
  if (error) process.stderr.write(`${text}\n`)
  else process.stdout.write(`${isJson ? JSON.stringify(facts, null, 2) : text}\n`)
  process.exitCode = error ? 1 : 0
}

/** The shell took the quotes of "Data Science" away; as one word it is still one name. */
function quoteWhereSpaced(word: string): string {
  return /\s/.test(word) && !word.includes('"') ? quoteName(word) : word
}
