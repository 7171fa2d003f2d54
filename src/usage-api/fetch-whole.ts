import { AppError } from '../errors.ts'

/** Bytes; a hundred times the longest page. What has no end must not fill the memory. */
const maxBodyBytes = 16 * 1_048_576

/**
 * An answer with all of its body. Read inside `fetch`, a connection cut in mid-body is under the same time limit and
 * retries as the rest. Throws `contract` where the body is too large.
 */
export async function fetchWhole(...[input, init]: Parameters<typeof fetch>): Promise<Response> {
  const response = await fetch(input, init)
  const chunks: Uint8Array[] = []
  let size = 0
  if (Number(response.headers.get('content-length')) > maxBodyBytes) {
    await response.body?.cancel()
    throw tooLarge()
  }
  for await (const chunk of response.body ?? []) {
    size += chunk.length
    if (size > maxBodyBytes) throw tooLarge()
    chunks.push(chunk)
  }
  const { status, statusText, headers } = response
  return new Response(size === 0 ? null : Buffer.concat(chunks), { status, statusText, headers })
}

function tooLarge(): AppError {
  return new AppError('contract', {}, { log: { reason: 'the body is too large' } })
}
