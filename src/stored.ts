/** JSON that was written to the database, perhaps by another version, and is read again. */
import { z } from 'zod'
import { AppError } from './errors.ts'

/** @throws AppError `internal` if it does not match the schema; the log names the mismatch without any value */
export function readStored<Stored>(schema: z.ZodType<Stored>, value: unknown): Stored {
  const read = schema.safeParse(value)
  if (read.success) return read.data
  throw new AppError(
    'internal',
    {},
    { cause: new Error(`stored data is not as it must be: ${z.prettifyError(read.error)}`) },
  )
}
