import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A proxy before a server that holds back requests until a test lets them through. */
export type Gate = {
  readonly url: string
  /** Resolves when something is held back. */
  held(): Promise<void>
  /** Holds back requests from now on; only those to such addresses, if given. */
  hold(which?: (url: string) => boolean): void
  open(): void
  [Symbol.asyncDispose](): Promise<void>
}

/** @param target where it leads, looked up when something comes */
export async function startGate(target: () => string): Promise<Gate> {
  let isHeld = (_url: string) => false
  let passes: (() => void)[] = []
  let watchers: (() => void)[] = []

  async function pass(url: string): Promise<void> {
    if (!isHeld(url)) return
    const passed = new Promise<void>(resolve => void passes.push(resolve))
    for (const watcher of watchers) watcher()
    watchers = []
    await passed
  }

  const server = createServer((incoming, outgoing) => {
    const { method, headers, url = '/' } = incoming
    void pass(url).then(() => {
      const asked = request(new URL(url, target()), { ...(method ? { method } : {}), headers }, answer => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers)
        answer.pipe(outgoing)
      })
      asked.on('error', () => outgoing.destroy())
      incoming.pipe(asked)
    })
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))

  function open(): void {
    isHeld = () => false
    for (const letThrough of passes) letThrough()
    passes = []
  }

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    held: () => (passes.length > 0 ? Promise.resolve() : new Promise(resolve => void watchers.push(resolve))),
    hold(which = () => true) {
      isHeld = which
    },
    open,
    async [Symbol.asyncDispose]() {
      open()
      server.closeAllConnections()
      await new Promise(resolve => server.close(resolve))
    },
  }
}
