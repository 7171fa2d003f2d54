import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { rmSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { inject } from 'vitest'
import { makeScratch } from './scratch.ts'

const program = fileURLToPath(new URL('../../bin/bot.mjs', import.meta.url))

/** The program as people start it, in a process of its own, with these settings and no others. */
export type BotProcess = {
  pid: number | undefined
  stdout: () => string
  stderr: () => string
  /** The lines of its log so far. */
  logged: () => { level: number; msg: string; [field: string]: unknown }[]
  /** Resolves with the first log line that says so; rejects where it ends before. */
  untilLogged: (msg: string) => Promise<{ port?: number }>
  kill: (signal: NodeJS.Signals) => void
  /** Resolves with the exit code and all that was written. */
  ended: Promise<Ended>
  [Symbol.asyncDispose]: () => Promise<void>
}

type Ended = { exitCode: number | null; stdout: string; stderr: string }

/**
 * @param typed the content of its standard input
 * @param entry the program to start, if it is not that of the work tree
 */
export function startProcess(
  args: readonly string[],
  environment: Record<string, string> = {},
  typed = '',
  entry = program,
): BotProcess {
  // An empty folder: a developer's .env is not part of a test.
  const folder = makeScratch('bot-process-')
  const child = spawn(process.execPath, [entry, ...args], {
    cwd: folder,
    env: { PATH: process.env.PATH, NODE_COMPILE_CACHE: inject('compileCache'), ...environment },
    stdio: 'pipe',
  })
  child.stdin.end(typed)
  const stdout = collect(child.stdout)
  const stderr = collect(child.stderr)
  const ended = once(child, 'close').then(([exitCode]) => {
    rmSync(folder, { recursive: true })
    return { exitCode, stdout: stdout(), stderr: stderr() }
  })
  const logged = () =>
    stdout()
      .split('\n')
      .slice(0, -1)
      .map(line => JSON.parse(line))

  return {
    pid: child.pid,
    stdout,
    stderr,
    logged,
    untilLogged: msg => untilLogged(child, () => logged().find(line => line.msg === msg), msg, ended),
    kill: signal => void child.kill(signal),
    ended,
    async [Symbol.asyncDispose]() {
      child.kill('SIGKILL')
      await ended
    },
  }
}

function collect(stream: NodeJS.ReadableStream | null): () => string {
  let text = ''
  stream?.setEncoding('utf8').on('data', chunk => {
    text += chunk
  })
  return () => text
}

async function untilLogged<Line>(
  { stdout }: ChildProcess,
  find: () => Line | undefined,
  msg: string,
  ended: Promise<Ended>,
): Promise<Line> {
  const tooEarly = ended.then(({ exitCode, stderr }) => {
    throw new Error(`The process ended with ${exitCode} before it logged "${msg}": ${stderr}`)
  })
  // This rejects the waiting promise; after the line came nothing waits any more.
  tooEarly.catch(() => {})
  for (;;) {
    const line = find()
    if (line) return line
    await Promise.race([stdout && once(stdout, 'data'), tooEarly])
  }
}
