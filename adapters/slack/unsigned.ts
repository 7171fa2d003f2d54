import type { RequestHandler } from 'express'
import type { NoteRefusal } from '../refusals.ts'
import { describeRefusal } from './logger.ts'

const signature = /^v0=[0-9a-f]{64}$/
const maxAgeSeconds = 5 * 60

/** Bolt's limit for a body, in bytes; it answers larger ones itself. */
export const maxBodyBytes = 256 * 1024

/**
 * Refuses requests whose headers already show that Slack did not sign them, before their body is read. Bolt would read the
 * body first, and then make an error with a stack for each: anyone may send thousands of these.
 */
export function refuseUnsigned(noteRefusal: NoteRefusal): RequestHandler {
  return (request, response, next) => {
    if (Number(request.headers['content-length'] ?? 0) > maxBodyBytes) return next()
    const seconds = Number(request.headers['x-slack-request-timestamp'] ?? Number.NaN)
    const isShaped = signature.test(String(request.headers['x-slack-signature'])) && Number.isFinite(seconds)
    const isOld = seconds < Math.floor(Date.now() / 1000) - maxAgeSeconds
    if (isShaped && !isOld) return next()
    noteRefusal(...describeRefusal(isShaped ? 'timestamp' : 'headers'))
    response.status(401).end()
  }
}
