import { hasCode } from '../../errors.ts'

/** Whether a failure may be one person's or team's alone, or over in a moment: then the others are asked all the same. */
export function isOwnFault(error: unknown): boolean {
  return hasCode(
    error,
    ...(['upstream-failed', 'upstream-timeout', 'unreachable', 'contract', 'refused-request'] as const),
    ...(['forbidden', 'not-found'] as const),
  )
}
