import type { IncomingMessage } from 'node:http'
import { type Faults, parseFault } from './faults.ts'
import { ok, type WireAnswer } from './wire/answers.ts'

export const FAULTS_PATH = '/__sandbox/faults'

const LARGEST_BODY = 65_536

/** Takes faults over HTTP: PUT adds one, DELETE takes all away. Only from this machine. */
export async function controlFaults(request: IncomingMessage, faults: Faults): Promise<WireAnswer> {
  if (!isLoopback(request.socket.remoteAddress)) return answer(403, 'Faults can only be asked for from this machine.')
  if (request.method === 'DELETE') {
    faults.clear()
    return ok({ faults: 'none' })
  }
  if (request.method !== 'PUT') return answer(405, 'Use PUT with {"route", "fault"}, or DELETE.')
  const text = await readBody(request)
  if (text === undefined) return answer(413, `The body is larger than ${LARGEST_BODY} bytes.`)
  const parsed = parseFault(text)
  if ('problem' in parsed) return answer(400, parsed.problem)
  try {
    faults.add(parsed.route, parsed.fault)
  } catch (error) {
    return answer(400, error instanceof Error ? error.message : String(error))
  }
  return ok(parsed)
}

function answer(status: number, message: string): WireAnswer {
  return { status, body: { message } }
}

function isLoopback(address = ''): boolean {
  return address === '::1' || /^(::ffff:)?127\./.test(address)
}

async function readBody(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request) {
    size += chunk.length
    if (size > LARGEST_BODY) return undefined
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}
