import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isListed, maySeePerson } from '../../../src/privacy/policy.ts'
import { caller } from '../../helpers/callers.ts'

const ada = { id: 'user-1', email: 'Ada@Northwind.example' }

describe('a list names a person', () => {
  test.each([
    ['no one, where no one is named', {}, [], false],
    ['a platform id', { id: 'U0001' }, ['U0002', 'U0001'], true],
    ['in any case', { id: 'U0001' }, [' u0001 '], true],
    ['an e-mail in any case', { email: 'ada@northwind.example' }, ['Ada@Northwind.example'], true],
    ['no look-alike: the Kelvin sign is no k', { email: 'bob@\u212A.example' }, ['bob@k.example'], false],
    ['no part of an id', { id: 'U0001' }, ['U000', 'U00011'], false],
    ['no part of an e-mail', { email: 'ada@northwind.example' }, ['northwind.example', 'a@northwind.example'], false],
    ['no one else', { id: 'U0001', email: 'ada@northwind.example' }, ['U0002', 'bob@northwind.example'], false],
    ['no one whose e-mail is unknown', {}, ['ada@northwind.example'], false],
  ] as const)('%s', async (_rule, known, admins, is) => {
    expect(await isListed(caller(known), admins)).toBe(is)
  })

  test('the platform is asked for an e-mail only where the id does not settle it', async () => {
    const profile = () => Promise.reject(new Error('the profile was asked for'))
    expect(await isListed(caller({ profile }), [])).toBe(false)
    expect(await isListed(caller({ profile, id: 'U0001' }), ['U0001'])).toBe(true)
    expect(await isListed(caller({ profile }), ['U0002'])).toBe(false)
    await expect(isListed(caller({ profile }), ['U0002', 'bob@northwind.example'])).rejects.toThrow(
      'the profile was asked for',
    )
  })
})

describe('a person’s usage is seen by admins and by themselves', () => {
  test.each([
    ['an admin sees anyone', true, null, 'bob@northwind.example', true],
    ['an admin sees who does not exist', true, null, '', true],
    ['oneself by e-mail', false, ada, 'ada@northwind.example', true],
    ['oneself by e-mail with spaces', false, ada, ' ADA@NORTHWIND.EXAMPLE ', true],
    ['oneself by id', false, ada, 'USER-1', true],
    ['oneself by id where the e-mail is unknown', false, { ...ada, email: null }, 'user-1', true],
    ['no one else', false, ada, 'bob@northwind.example', false],
    ['no part of oneself', false, ada, 'ada', false],
    ['no one, where the caller is unknown', false, null, 'ada@northwind.example', false],
    ['no one, where all is empty', false, null, '', false],
    ['no one without a name', false, { ...ada, email: null }, '', false],
  ])('%s', (_rule, admin, own, asked, may) => {
    expect(maySeePerson(admin, own, asked)).toBe(may)
  })

  test('whatever is asked: without being an admin only what is one’s own', () => {
    const names = fc.oneof(fc.string(), fc.constantFrom('user-1', 'USER-1', 'Ada@Northwind.example', 'user-12', ''))
    const accounts = fc.option(fc.record({ id: names, email: fc.option(names) }))
    const plain = (name: string) => name.trim().toLowerCase()
    fc.assert(
      fc.property(accounts, names, (own, asked) => {
        const isOwn = own !== null && [own.id, own.email].some(name => name !== null && plain(name) === plain(asked))
        expect(maySeePerson(false, own, asked)).toBe(isOwn)
        expect(maySeePerson(true, own, asked)).toBe(true)
      }),
    )
  })
})
