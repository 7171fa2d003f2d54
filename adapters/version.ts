import { readFileSync } from 'node:fs'
import { pathInPackage } from './package-files.ts'

/** The version of this package, for example "0.1.0". */
export function readVersion(): string {
  const { version }: { version: string } = JSON.parse(readFileSync(pathInPackage('package.json'), 'utf8'))
  return version
}
