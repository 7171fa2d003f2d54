import { printProblem } from '../adapters/cli/main.ts'
import { readEnvironment, readSandboxPort } from '../src/config.ts'

/** `npm run demo` and `npm run sandbox`: for trying and testing. The published package does not contain them. */
export async function main([verb, ...rest]: readonly string[]): Promise<void> {
  try {
    if (verb === 'demo') return await (await import('./demo.ts')).runDemo(rest)
    const port = readSandboxPort(readEnvironment())
    return await (await import('./serve-sandbox.ts')).runSandbox(rest, { port })
  } catch (error) {
    printProblem(error)
  }
}
