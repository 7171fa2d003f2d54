/** `npm run docs`: writes docs/commands.md and config.schema.json, and aligns the tables of all documents for users. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describeConfigFile } from '../../src/config/json-schema.ts'
import { writeCommands } from './commands.ts'
import { listDocuments, root } from './documents.ts'
import { alignTables } from './tables.ts'

writeFileSync(join(root, 'docs/commands.md'), writeCommands())
writeFileSync(join(root, 'config.schema.json'), describeConfigFile())
for (const path of listDocuments()) {
  const text = readFileSync(join(root, path), 'utf8')
  const aligned = alignTables(text)
  if (aligned !== text) writeFileSync(join(root, path), aligned)
}
console.log('Wrote docs/commands.md and config.schema.json, and aligned all tables.')
