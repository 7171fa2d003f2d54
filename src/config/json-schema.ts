import { z } from 'zod'
import { ConfigFileSchema } from './schema.ts'

/** The schema of the configuration file for editors. What a sentence checks, such as a schedule, is text here. */
export function describeConfigFile(): string {
  const { $schema, ...schema } = z.toJSONSchema(ConfigFileSchema, { io: 'input', unrepresentable: 'any' })
  const title = 'Configuration file of the Tabnine usage bot'
  return `${JSON.stringify({ $schema, title, ...schema }, null, 2)}\n`
}
