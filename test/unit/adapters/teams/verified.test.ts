import { expect, test } from 'vitest'
import { verifiedIn } from '../../../../adapters/teams/people.ts'

test.each([
  ['ada@northwind.example', 'other@northwind.example', { verifiedEmail: 'ada@northwind.example' }],
  [undefined, 'ada@northwind.example', {}],
  ['ada', 'ada@northwind.example', {}],
  // A guest of another tenant.
  ['ada_other.example#EXT#@northwind.example', 'ada@other.example', {}],
])('of the sign-in name %s and the e-mail %s only the first is confirmed', (userPrincipalName, email, expected) => {
  expect(verifiedIn({ ...(userPrincipalName ? { userPrincipalName } : {}), email } as never)).toEqual(expected)
})
