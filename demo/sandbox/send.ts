import type { ServerResponse } from 'node:http'
import type { Fault } from './faults.ts'
import type { WireAnswer } from './wire/answers.ts'

const PAGE =
  '<!DOCTYPE html>\n<html lang="en"><head><title>Sign in</title></head><body><h1>Sign in</h1></body></html>\n'

// Right names, wrong kinds: whatever a client reads of any endpoint, it does not find what it expects.
const WRONG = {
  data: 'soon',
  meta: [],
  usage: 7,
  user: 'someone',
  teams: 3,
  id: 42,
  name: { first: 'no' },
  registered: 'many',
  deactivated: null,
  invited: -1,
  license: 'yes',
}

/** Sends an answer, or what a fault makes of it. */
export function send(response: ServerResponse, answer: WireAnswer, fault: Fault = {}): void {
  const { status = fault.shape === undefined ? answer.status : 200, headers = {} } = fault
  const { text, type } = writeBody(answer, fault)
  response.writeHead(status, { 'content-type': type, 'content-length': Buffer.byteLength(text), ...headers })
  if (fault.cut) response.write(text.slice(0, Math.ceil(text.length / 2)), () => response.destroy())
  else response.end(text)
}

function writeBody(answer: WireAnswer, fault: Fault): { text: string; type: string } {
  const html = (text: string) => ({ text, type: 'text/html; charset=utf-8' })
  const json = (body: unknown) => ({ text: JSON.stringify(body), type: 'application/json; charset=utf-8' })
  if (typeof fault.body === 'string') return { text: fault.body, type: 'text/plain; charset=utf-8' }
  if (fault.body !== undefined) return json(fault.body)
  if (fault.edit) return json(fault.edit(answer.body))
  if (fault.shape === 'html') return html(PAGE)
  if (fault.shape === 'wrong') return json(WRONG)
  if (fault.shape === 'empty-object') return json({})
  if (fault.status !== undefined && fault.status !== answer.status) {
    return json({ message: `Asked to answer ${fault.status}`, status: fault.status })
  }
  return answer.type === 'html' ? html(String(answer.body)) : json(answer.body)
}
