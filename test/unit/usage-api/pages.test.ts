import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readPages } from '../../../src/usage-api/pages.ts'
import type { Page } from '../../../src/usage-api/schema.ts'

type Row = { readonly id: string }
type Ask = (offset: number, limit: number, nth: number) => Page<Row>

function makeRows(count: number, name = 'row'): Row[] {
  return Array.from({ length: count }, (_, nth) => ({ id: `${name} ${nth}` }))
}

/** Reads a whole list from a server that answers as `ask` does, and tells how often it was asked. */
async function read(ask: Ask): Promise<{ ids: string[]; asked: number }> {
  let asked = 0
  const rows = readPages(async (offset, limit) => ask(offset, limit, asked++))
  const ids = await Array.fromAsync(rows, row => row.id)
  return { ids, asked }
}

/** How an honest server may tell where the next page begins, if it does. */
const nexts = {
  told: (offset: number, total: number) => (offset < total ? offset : null),
  'not told': () => null,
}

describe('an honest list', () => {
  test('is read whole and in order, whatever the size of its pages and whatever it tells of itself', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: 900 }),
        fc.integer({ min: 1, max: 250 }),
        fc.constantFrom<keyof typeof nexts>('told', 'not told'),
        fc.boolean(),
        async (size, largestPage, next, tellsTotal) => {
          const list = makeRows(size)
          const { ids, asked } = await read((offset, limit) => {
            const rows = list.slice(offset, offset + Math.min(limit, largestPage))
            return { rows, total: tellsTotal ? size : null, next: nexts[next](offset + rows.length, size) }
          })
          expect(ids).toEqual(list.map(row => row.id))
          expect(asked).toBeLessThanOrEqual(Math.ceil(size / Math.min(200, largestPage)) + 1)
        },
      ),
    )
  })

  test('costs one request for each 200 rows, and none more to see that it is over', async () => {
    const list = makeRows(400)
    const { ids, asked } = await read((offset, limit) => ({
      rows: list.slice(offset, offset + limit),
      total: 400,
      next: null,
    }))
    expect(ids).toHaveLength(400)
    expect(asked).toBe(2)
  })

  test('to which people are added at the front while it is read gives everybody who was there, once', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 500 }), fc.integer({ min: 0, max: 19 }), async (size, added) => {
        const list = makeRows(size)
        const before = list.map(row => row.id)
        const { ids } = await read((offset, _limit, nth) => {
          list.unshift(...makeRows(nth === 0 ? 0 : added, `new ${nth}`))
          return { rows: list.slice(offset, offset + 20), total: list.length, next: null }
        })
        expect(new Set(ids).size).toBe(ids.length)
        expect(ids).toEqual(expect.arrayContaining(before))
      }),
    )
  })
})

describe('an honest list that people leave while it is read', () => {
  test('gives everybody who stays, once, also who moved up past the offset', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 400 }),
        fc.array(fc.array(fc.nat(), { maxLength: 5 }), { maxLength: 15 }),
        fc.constantFrom<keyof typeof nexts>('told', 'not told'),
        async (size, leavers, next) => {
          const list = makeRows(size)
          const { ids } = await read((offset, _limit, nth) => {
            if (nth > 0) for (const at of leavers[nth - 1] ?? []) list.splice(at % (list.length + 1), 1)
            const rows = list.slice(offset, offset + 20)
            return { rows, total: list.length, next: nexts[next](offset + rows.length, list.length) }
          })
          expect(new Set(ids).size).toBe(ids.length)
          expect(ids).toEqual(expect.arrayContaining(list.map(row => row.id)))
        },
      ),
    )
  })

  test('costs no request more than the rows that are read again', async () => {
    const list = makeRows(600)
    const { ids, asked } = await read((offset, limit, nth) => {
      if (nth === 1) list.splice(10, 1)
      return { rows: list.slice(offset, offset + limit), total: list.length, next: null }
    })
    expect(ids).toHaveLength(600)
    expect(asked).toBe(4)
  })
})

describe('a server that makes no sense', () => {
  const id = fc.integer({ min: 0, max: 30 }).map(String)
  const page = fc.record({
    rows: fc.array(
      id.map(one => ({ id: one })),
      { maxLength: 12 },
    ),
    total: fc.option(fc.nat({ max: 60 })),
    next: fc.option(fc.integer({ min: -20, max: 60 })),
  })

  test('never makes the reading endless, and nobody is given twice', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(page, { minLength: 1, maxLength: 12 }), fc.boolean(), async (pages, again) => {
        const last = pages.at(-1) ?? { rows: [], total: null, next: null }
        const { ids, asked } = await read((_offset, _limit, nth) =>
          again ? (pages[nth % pages.length] ?? last) : (pages[nth] ?? last),
        )
        expect(new Set(ids).size).toBe(ids.length)
        const known = new Set(pages.flatMap(({ rows }) => rows.map(row => row.id)))
        expect(ids.every(one => known.has(one))).toBe(true)
        // Each request but the last brought somebody new, or read again what had moved: twenty times, of sixty rows at most.
        expect(asked).toBeLessThanOrEqual(known.size + 1 + 20 * 60)
      }),
    )
  })

  test('and never makes an offset stand still or skip what was not read', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(page, { minLength: 1, maxLength: 12 }), async pages => {
        const offsets: number[] = []
        const reached: number[] = []
        await read((offset, _limit, nth) => {
          // Of a list that gets shorter some is read again; that is told above.
          const answer = { ...(pages[nth] ?? { rows: [], next: null }), total: null }
          offsets.push(offset)
          reached.push(offset + answer.rows.length)
          return answer
        })
        expect(offsets[0]).toBe(0)
        for (const [nth, offset] of offsets.entries()) {
          if (nth === 0) continue
          expect(offset).toBeGreaterThan(offsets[nth - 1] ?? Number.NaN)
          expect(offset).toBeLessThanOrEqual(reached[nth - 1] ?? Number.NaN)
        }
      }),
    )
  })

  test('that ignores the offset gives its one page once', async () => {
    const list = makeRows(50)
    const { ids, asked } = await read(() => ({ rows: list, total: 5_000, next: 50 }))
    expect(ids).toEqual(list.map(row => row.id))
    expect(asked).toBe(2)
  })

  test('that invents people for ever is given up, loudly', async () => {
    let asked = 0
    const endless = read(offset => {
      asked++
      return { rows: makeRows(1, `at ${offset}`), total: null, next: null }
    })
    await expect(endless).rejects.toMatchObject({ code: 'contract' })
    expect(asked).toBe(2_000)
  })
})

test('a reader who has enough stops the asking', async () => {
  let asked = 0
  for await (const row of readPages(async (offset, limit) => {
    asked++
    return { rows: makeRows(limit, `at ${offset}`), total: null, next: null }
  })) {
    if (row.id === 'at 200 5') break
  }
  expect(asked).toBe(2)
})

test('what fails while reading fails the reader', async () => {
  const failing = read(offset => {
    if (offset > 0) throw new Error('gone')
    return { rows: makeRows(200), total: 400, next: null }
  })
  await expect(failing).rejects.toThrow('gone')
})
