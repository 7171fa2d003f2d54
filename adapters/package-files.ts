import { findPackageJSON } from 'node:module'
import { join } from 'node:path'

/** The path of a file of this package, wherever it is installed, and whether it runs from source or built. */
export function pathInPackage(name: string): string {
  const packageFile = findPackageJSON(import.meta.url)
  if (!packageFile) throw new Error('The package.json of the bot is missing: install it again.')
  return join(packageFile, '..', name)
}
