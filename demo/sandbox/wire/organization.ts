import { countBoughtSeats, licenseTerm } from '../company/purchase.ts'
import type { World } from '../world.ts'

export function describeOrganization({ company, dialect }: World) {
  return {
    id: company.id,
    name: company.name,
    publicKey: '-----BEGIN PUBLIC KEY-----\nmade-up\n-----END PUBLIC KEY-----\n',
    samlEnabled: true,
    smtpConfigured: true,
    usernamePasswordEnabled: false,
    ...(dialect.seatCap && { oauthEnabled: false }),
    domains: [company.domain],
    planType: 'Enterprise',
  }
}

/** The licence of this year. */
export function describeLicense({ company, dialect, now, hasAgentUsage }: World) {
  const seats = countBoughtSeats(company)
  const { begins, ends } = licenseTerm(now())
  return {
    license: {
      iat: begins / 1000,
      exp: ends / 1000,
      seats,
      seatsCap: seats * 2,
      audience: company.domain,
      features: [
        ...(dialect.agent ? ['completions', 'chat', 'agent'] : ['completions', 'chat']),
        ...(hasAgentUsage ? ['agent-usage'] : []),
      ],
      settings: {},
    },
  }
}
