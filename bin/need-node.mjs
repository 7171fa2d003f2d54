// npm puts node_modules/.bin first on PATH: inside npm scripts "node" is the Node 24 that npm installed.
import { fileURLToPath } from 'node:url'

export function isNodeTooOld(version = process.versions.node) {
  return Number(version.split('.')[0]) < 24
}

export function explainOldNode() {
  return [
    `Needs Node 24 or newer; this is ${process.version} (${process.execPath}).`,
    'Linux x64: run "npm ci" without --omit=optional, it brings Node 24 along. Elsewhere: install Node 24.',
  ].join('\n')
}

if (process.argv[1] === fileURLToPath(import.meta.url) && isNodeTooOld()) {
  console.error(explainOldNode())
  process.exit(1)
}
