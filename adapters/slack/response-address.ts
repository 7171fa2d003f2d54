import { aboutBlocks } from './outcome.ts'

/** The reply of a response address that refuses an answer. */
export class ResponseRefused extends Error {
  readonly code: string

  constructor(code: string) {
    super(`The response address refused the message: ${code}`)
    this.code = code
  }
}

/**
 * A response address says "ok" in plain text. It may refuse by status alone, which for blocks is 400, or with status 200
 * and a body that says why.
 */
export function readRefusal(status: number, body: string): string | null {
  if (status === 400) return aboutBlocks[0] ?? null
  if (status < 200 || status > 299) return `status ${status}`
  try {
    const answer: unknown = JSON.parse(body)
    const isRefusal = typeof answer === 'object' && answer !== null && 'ok' in answer && answer.ok === false
    return isRefusal ? String('error' in answer ? answer.error : 'no reason given') : null
  } catch {
    return null // plain text: not a refusal
  }
}

/** A response address that does not answer must not keep the answer from being given another way. */
export function inTime<T>(promise: Promise<T>, milliseconds: number): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('Slack did not take the answer in time')), milliseconds)
    promise.then(resolve, reject).finally(() => clearTimeout(timer))
  })
}
