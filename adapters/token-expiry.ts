import { z } from 'zod'

const Claims = z.object({ exp: z.number().int().positive().max(8_640_000_000_000) })

/** When a token ends, if it is a JSON Web Token that says so; `null`: it does not say. Its signature is not looked at. */
export function expiryOf(token: string): Date | null {
  const [, payload] = /^[\w-]+\.([\w-]+)\.[\w-]*$/.exec(token) ?? []
  if (payload === undefined) return null
  try {
    const { data } = Claims.safeParse(JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')))
    return data ? new Date(data.exp * 1000) : null
  } catch {
    return null // not JSON: no token of this kind
  }
}
