import type fc from 'fast-check'
import { ConfigError } from '../../src/config.ts'
import { AppError } from '../../src/errors.ts'

/** Something that reads what came from outside, and what it is tried with. */
export type Parser = {
  readonly name: string
  /** Reads a text to its end. Throws an AppError where the text is wrong, and nothing else. */
  read(text: string): void
  /** Texts that look like what it reads, of up to `maxLength`. */
  readonly anyText: fc.Arbitrary<string>
  /** Pieces that are slow to read when repeated; repeated to any length. */
  readonly pieces: readonly string[]
}

/** Reads a text; passes on what should never be thrown, which is all but our own errors. */
export function tryToRead({ read }: Pick<Parser, 'read'>, text: string): void {
  try {
    read(text)
  } catch (error) {
    if (!(error instanceof AppError || error instanceof ConfigError)) throw error
  }
}
