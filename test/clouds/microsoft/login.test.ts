import { expect, test } from 'vitest'
import { createLogin } from './login.ts'

const registration = { appId: 'app', appPassword: 'secret', tenantId: 'tenant', scope: 'https://api.example' }
const good = {
  grant_type: 'client_credentials',
  client_id: 'app',
  client_secret: 'secret',
  scope: 'https://api.example/.default openid',
}

test('gives a token that it accepts, and accepts no other', () => {
  const login = createLogin(registration)
  const { status, body } = login.giveToken('tenant', new URLSearchParams(good))
  expect(status).toBe(200)
  const { access_token } = body as { access_token: string }
  const headers = [`Bearer ${access_token}`, access_token, 'Bearer made-up', 'Bearer ', undefined]
  expect(headers.map(header => login.accepts(header))).toEqual([true, false, false, false, false])
})

test.each([
  ['a wrong secret', { client_secret: 'x' }, 'tenant', 401, 7000215],
  ['another app', { client_id: 'x' }, 'tenant', 400, 700016],
  ['another tenant', {}, 'botframework.com', 400, 90002],
  ['another grant', { grant_type: 'password' }, 'tenant', 400, 70003],
  ['another scope', { scope: 'https://graph.example/.default' }, 'tenant', 400, 70011],
])('refuses %s', (_what, changes, tenant, status, code) => {
  const answer = createLogin(registration).giveToken(tenant, new URLSearchParams({ ...good, ...changes }))
  expect(answer).toMatchObject({ status, body: { error_codes: [code] } })
})

test('refuses what is not a form', () => {
  expect(createLogin(registration).giveToken('tenant', undefined).status).toBe(400)
})
