/** JSON that was written to the database, perhaps by another version, and is read again. */
import { z } from 'zod'
import { AppError } from './errors.ts'

/** @throws AppError `internal` where it is not as it must be; the log says what is wrong, and no value */
export function readStored<Stored>(schema: z.ZodType<Stored>, value: unknown): Stored {
  const read = schema.safeParse(value)
  if (read.success) return read.data
  throw new AppError(
    'internal',
    {},
    { cause: new Error(`stored data is not as it must be: ${z.prettifyError(read.error)}`) },
  )
}
