import { expect, it } from 'vitest'
import { createReadRows } from '../../../src/storage/rows.ts'
import { recordLog } from '../../helpers/recording-log.ts'

it('rows that cannot be read are left out, and logged once each', () => {
  const log = recordLog()
  const readRows = createReadRows(log)
  const read = ({ id }: { id: number }) => {
    if (id % 2) throw new Error(`odd: ${id}`)
    return id
  }
  const rows = [1, 2, 3, 4].map(id => ({ id }))
  for (let n = 0; n < 3; n += 1) expect(readRows('alerts', rows, read)).toEqual([2, 4])
  expect(readRows('audit', [{ id: 1 }], read)).toEqual([])
  expect(log.records.map(({ level, fields: { table, id } }) => [level, table, id])).toEqual([
    ['error', 'alerts', 1],
    ['error', 'alerts', 3],
    ['error', 'audit', 1],
  ])
})
