import { DAY } from '../company/calendar.ts'
import { readToday, type World } from '../world.ts'

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

/** The licence: seats bought cover a tenth more than are taken, and it is renewed each year. */
export function describeLicense(world: World, today: number) {
  const { company } = world
  const taken = readToday(world).accounts.filter(({ deactivatedAt }) => deactivatedAt === null).length
  const seats = Math.ceil((Math.max(taken, company.seats.length) * 1.1) / 10) * 10
  const year = new Date(today * DAY).getUTCFullYear()
  return {
    license: {
      iat: Date.UTC(year, 0, 1) / 1000,
      exp: Date.UTC(year + 1, 0, 1) / 1000,
      seats,
      seatsCap: seats * 2,
      audience: company.domain,
      features: world.dialect.agent ? ['completions', 'chat', 'agent'] : ['completions', 'chat'],
      settings: {},
    },
  }
}
