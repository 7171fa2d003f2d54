import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { createInterface } from 'node:readline'
import { text } from 'node:stream/consumers'

type Settings = Readonly<Record<string, string>>

/** A process that serves until it is closed. `ready` is the line of JSON that announced it. */
export type Serving = {
  readonly ready: Readonly<Record<string, unknown>>
  readonly pid: number | undefined
  close(): Promise<void>
}

/** Runs a program to its end. @returns what it printed */
export async function run(file: string, args: readonly string[], settings: Settings = {}): Promise<string> {
  const child = start(file, args, settings)
  const [printed, [code]] = await Promise.all([text(child.stdout), once(child, 'exit')])
  if (code !== 0) throw new Error(`${file} ${args[0]} ended with ${code}`)
  return printed
}

/**
 * Starts a program and waits until it says that it is ready: by a line of JSON whose `msg` is "ready", as our own log does,
 * or by what `readReady` finds in a line.
 */
export async function serve(
  file: string,
  args: readonly string[],
  settings: Settings = {},
  readReady: (line: string) => Serving['ready'] | null = line =>
    line.includes('"msg":"ready"') ? JSON.parse(line) : null,
): Promise<Serving> {
  const child = start(file, args, settings)
  const ready = await new Promise<Serving['ready']>((resolve, reject) => {
    child.once('exit', code => reject(new Error(`${file} ended with ${code} before it was ready`)))
    createInterface(child.stdout).on('line', line => {
      const found = readReady(line)
      if (found) resolve(found)
    })
  })
  return { ready, pid: child.pid, close: () => stop(child) }
}

const running = new Set<ChildProcess>()

// Where a bench fails, nothing that it started stays behind.
process.once('exit', () => {
  for (const child of running) child.kill()
})

/** In an empty environment and outside of the project: settings and `.env` files of the person who runs this have no effect. */
function start(file: string, args: readonly string[], settings: Settings) {
  const child = spawn(process.execPath, [file, ...args], {
    cwd: tmpdir(),
    env: settings,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  running.add(child)
  child.once('exit', () => running.delete(child))
  return child
}

async function stop(child: ChildProcess): Promise<void> {
  if (!running.has(child)) throw new Error('a process that was to serve ended by itself')
  const ended = once(child, 'exit')
  child.kill('SIGTERM')
  await ended
}
