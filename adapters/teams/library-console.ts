/** Errors of the library that checks tokens, by name: it exports no classes that could be compared. */
const tokenErrors = ['JsonWebTokenError', 'TokenExpiredError', 'NotBeforeError']

/**
 * Keeps the library from writing each refused token to the console, past the log and without a limit. The caller counts
 * and logs refusals.
 */
export function dropTokenErrors(target: Pick<Console, 'error'>): void {
  const write = target.error.bind(target)
  target.error = (...parts: unknown[]) => {
    const [first] = parts
    if (first instanceof Error && tokenErrors.includes(first.name)) return
    write(...parts)
  }
}
