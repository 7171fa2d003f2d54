import { expect, test } from 'vitest'
import { StoredSchedule, StoredSubject } from '../../src/storage/stored-json.ts'
import { readStored } from '../../src/stored.ts'
import { AlertContent } from '../../src/unused-seats/alert/evaluate.ts'
import { ReminderContent } from '../../src/unused-seats/reminders/message.ts'

test('what is stored is read as it was written, without what a newer version may add', () => {
  const weekly = { every: { unit: 'week', weekday: 1 }, hour: 9, minute: 0, zone: 'UTC' }
  expect(readStored(StoredSchedule, { ...weekly, added: 'later' })).toEqual(weekly)
  expect(readStored(StoredSubject, { kind: 'organization', name: 'Acme' })).toEqual({
    kind: 'organization',
    name: 'Acme',
  })
})

test.each([
  [
    'a schedule of another kind',
    () => readStored(StoredSchedule, { every: { unit: 'day' }, hour: 9, minute: 0, zone: 'UTC' }),
  ],
  ['a team without an id', () => readStored(StoredSubject, { kind: 'team', name: 'secret team' })],
  ['an alert without its episode', () => readStored(AlertContent, { alert: 1, how: 'post' })],
  ['a reminder without its seat', () => readStored(ReminderContent, { reminder: 1 })],
])('%s is an internal error that names the place and no value', (_what, read) => {
  expect(read).toThrow(expect.objectContaining({ code: 'internal' }))
  try {
    read()
  } catch (error) {
    const { message } = (error as Error).cause as Error
    expect(message).toContain('stored data is not as it must be')
    expect(message).not.toContain('secret')
  }
})
