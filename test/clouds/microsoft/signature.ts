import { randomBytes } from 'node:crypto'
import { exportJWK, generateKeyPair, type JWK, SignJWT, UnsecuredJWT } from 'jose'

/** How an inbound request is signed; everything but `good` has to be refused. */
export type Sign =
  | 'good'
  | 'none'
  | 'no-scheme'
  | 'garbage'
  | 'expired'
  | 'not-yet-valid'
  | 'wrong-audience'
  | 'wrong-issuer'
  | 'wrong-service-url'
  | 'bad-signature'
  | 'unknown-key'
  | 'not-endorsed'
  | 'key-confusion'
  | 'alg-none'

export const badSigns = [
  'none',
  'no-scheme',
  'garbage',
  'expired',
  'not-yet-valid',
  'wrong-audience',
  'wrong-issuer',
  'wrong-service-url',
  'bad-signature',
  'unknown-key',
  'not-endorsed',
  'key-confusion',
  'alg-none',
] as const satisfies Sign[]

export type Signer = {
  /** The public keys, as the JWKS endpoint gives them. */
  keys: JWK[]
  /** The Authorization header for this kind of signature; undefined where there is none. */
  authorize(sign: Sign): Promise<string | undefined>
}

type Claims = { appId: string; issuer: string; serviceUrl(): string }

/** The channel service's signing: its own RSA keys, one of them for another channel, and every way to get it wrong. */
export async function createSigner({ appId, issuer, serviceUrl }: Claims): Promise<Signer> {
  const [own, stranger, other] = await Promise.all([
    generateKeyPair('RS256'),
    generateKeyPair('RS256'),
    generateKeyPair('RS256'),
  ])
  const kid = randomBytes(12).toString('base64url')
  const publicKey = await exportJWK(own.publicKey)
  const describe = (key: JWK, id: string, channel: string): JWK =>
    ({ ...key, kid: id, x5t: id, use: 'sig', endorsements: [channel] }) as JWK
  const now = () => Math.floor(Date.now() / 1000)
  const claim = (changes: { aud?: string; iss?: string; serviceurl?: string; nbf?: number; exp?: number } = {}) => {
    return { serviceurl: serviceUrl(), nbf: now() - 300, exp: now() + 3300, iss: issuer, aud: appId, ...changes }
  }
  const signWith = (key: Parameters<SignJWT['sign']>[0], claims: ReturnType<typeof claim>, id = kid, alg = 'RS256') =>
    new SignJWT(claims).setProtectedHeader({ alg, kid: id, x5t: id, typ: 'JWT' }).sign(key)
  const hour = 3600

  const makers: Record<Exclude<Sign, 'none' | 'no-scheme'>, () => Promise<string> | string> = {
    good: () => signWith(own.privateKey, claim()),
    garbage: () => 'this.is.garbage',
    expired: () => signWith(own.privateKey, claim({ nbf: now() - 2 * hour, exp: now() - hour })),
    'not-yet-valid': () => signWith(own.privateKey, claim({ nbf: now() + hour, exp: now() + 2 * hour })),
    'wrong-audience': () => signWith(own.privateKey, claim({ aud: '00000000-0000-4000-8000-000000000000' })),
    'wrong-issuer': () => signWith(own.privateKey, claim({ iss: 'https://issuer.example' })),
    'wrong-service-url': () => signWith(own.privateKey, claim({ serviceurl: 'https://elsewhere.example/' })),
    'bad-signature': () => signWith(stranger.privateKey, claim()),
    'unknown-key': () => signWith(stranger.privateKey, claim(), 'never-published'),
    'not-endorsed': () => signWith(other.privateKey, claim(), 'other-channel'),
    // The public modulus used as a shared secret: works where a verifier lets the token choose the algorithm.
    'key-confusion': () => signWith(Buffer.from(publicKey.n ?? '', 'base64url'), claim(), kid, 'HS256'),
    'alg-none': () => addKeyId(new UnsecuredJWT(claim()).encode(), kid),
  }
  return {
    keys: [describe(publicKey, kid, 'msteams'), describe(await exportJWK(other.publicKey), 'other-channel', 'webchat')],
    async authorize(sign) {
      if (sign === 'none') return undefined
      return sign === 'no-scheme' ? makers.good() : `Bearer ${await makers[sign]()}`
    },
  }
}

/** An unsecured token that still names a published key, so that nothing but the missing signature is wrong. */
function addKeyId(token: string, kid: string): string {
  const header = Buffer.from(JSON.stringify({ alg: 'none', kid, typ: 'JWT' })).toString('base64url')
  return token.replace(/^[^.]+/, header)
}
