/** `npm run docs`: writes docs/commands.md and aligns the tables of all documents for users. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { writeCommands } from './commands.ts'
import { listDocuments, root } from './documents.ts'
import { alignTables } from './tables.ts'

writeFileSync(join(root, 'docs/commands.md'), writeCommands())
for (const path of listDocuments()) {
  const text = readFileSync(join(root, path), 'utf8')
  const aligned = alignTables(text)
  if (aligned !== text) writeFileSync(join(root, path), aligned)
}
console.log('Wrote docs/commands.md and aligned all tables.')
