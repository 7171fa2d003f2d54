import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, openSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { Progress } from './replica.ts'

const program = fileURLToPath(new URL('replica.ts', import.meta.url))

/** One place for a process: started again however it ended, until it is over. */
export type Replica = {
  /** Resolves when the one that runs now, or the next one, can do its work. */
  untilReady(): Promise<void>
  /** SIGKILL at any moment of its life; the next one starts as soon as it is gone. */
  kill(): Promise<void>
  /** It freezes for this long, in the middle of its work, and then continues. */
  freeze(ms: number): Promise<void>
  end(): Promise<void>
}

type Watch = {
  readonly environment: Record<string, string>
  /** Where all that replicas log is kept. */
  readonly logFile: string
  readonly onProgress: (progress: Progress) => void
  /** Called when one ends without being killed, while it works or before. */
  readonly onDeath: (when: 'at work' | 'at start') => void
}

export function startReplica({ environment, logFile, onProgress, onDeath }: Watch): Replica {
  let isOver = false
  let ready = Promise.withResolvers<void>()
  let child = start()

  function start(): ChildProcess {
    const log = openSync(logFile, 'a')
    const started = fork(program, { env: environment, stdio: ['ignore', log, log, 'ipc'] })
    closeSync(log)
    let isReady = false
    started.on('message', message => {
      if (message !== 'ready') return onProgress(message as Progress)
      isReady = true
      ready.resolve()
    })
    started.once('exit', (_code, signal) => {
      if (signal !== 'SIGKILL') onDeath(isReady ? 'at work' : 'at start')
      if (isOver) return
      const waiting = ready
      ready = Promise.withResolvers()
      // A caller that waits for the one that is gone waits for the next one.
      ready.promise.then(waiting.resolve)
      child = start()
    })
    return started
  }

  async function kill(): Promise<void> {
    if (child.exitCode !== null || child.signalCode !== null) return
    const gone = once(child, 'exit')
    child.kill('SIGKILL')
    await gone
  }

  return {
    untilReady: () => ready.promise,
    kill,
    async freeze(ms) {
      const frozen = child
      frozen.kill('SIGSTOP')
      await wait(ms)
      frozen.kill('SIGCONT')
    },
    async end() {
      isOver = true
      await kill()
    },
  }
}
