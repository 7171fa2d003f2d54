import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type ListPage, maxRows, readPages } from '../../../src/usage-api/pages.ts'

type Row = { readonly id: string }
type Ask = (offset: number, limit: number, nth: number) => ListPage<Row>

function makeRows(count: number, name = 'row'): Row[] {
  return Array.from({ length: count }, (_, nth) => ({ id: `${name} ${nth}` }))
}

/** Reads a whole list from a server that answers as `ask` does; `asked` counts the requests, `skipped` unreadable rows. */
async function read(ask: Ask, options: { maxRows?: number } = {}) {
  let asked = 0
  let skipped = 0
  const onSkipped = (rows: number) => {
    skipped += rows
  }
  const rows = readPages(async (offset, limit) => ask(offset, limit, asked++), { ...options, onSkipped })
  const ids = await Array.fromAsync(rows, row => row.id)
  return { ids, asked, skipped }
}

/** How an honest server may report where the next page begins, if it does. */
const nexts = {
  reported: (offset: number, total: number) => (offset < total ? offset : null),
  'not reported': () => null,
}

describe('an honest list', () => {
  test('is read whole and in order, whatever the size of its pages and whatever it reports about itself', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: 900 }),
        fc.integer({ min: 1, max: 250 }),
        fc.constantFrom<keyof typeof nexts>('reported', 'not reported'),
        fc.boolean(),
        async (size, largestPage, next, reportsTotal) => {
          const list = makeRows(size)
          const { ids, asked } = await read((offset, limit) => {
            const rows = list.slice(offset, offset + Math.min(limit, largestPage))
            return { rows, total: reportsTotal ? size : null, next: nexts[next](offset + rows.length, size) }
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

  test('to which people are added at the front while it is read gives everyone who was there, once', async () => {
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
  test('gives everyone who stays, once, also those who moved up past the offset', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 400 }),
        fc.array(fc.array(fc.nat(), { maxLength: 5 }), { maxLength: 15 }),
        fc.constantFrom<keyof typeof nexts>('reported', 'not reported'),
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

  test('never makes the reading endless, and no one is given twice', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(page, { minLength: 1, maxLength: 12 }), fc.boolean(), async (pages, again) => {
        const last = pages.at(-1) ?? { rows: [], total: null, next: null }
        const { ids, asked } = await read((_offset, _limit, nth) =>
          again ? (pages[nth % pages.length] ?? last) : (pages[nth] ?? last),
        )
        expect(new Set(ids).size).toBe(ids.length)
        const known = new Set(pages.flatMap(({ rows }) => rows.map(row => row.id)))
        expect(ids.every(one => known.has(one))).toBe(true)
        // Each request but the last brought a new person, or read again what had moved: twenty times, of sixty rows at most.
        expect(asked).toBeLessThanOrEqual(known.size + 1 + 20 * 60)
      }),
    )
  })

  test('and never repeats an offset or skips what was not read', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(page, { minLength: 1, maxLength: 12 }), async pages => {
        const offsets: number[] = []
        const reached: number[] = []
        await read((offset, _limit, nth) => {
          // A part of a list that gets shorter is read again; the test above counts that.
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

  test('that invents people endlessly is given up, with an error', async () => {
    let asked = 0
    const endless = read(offset => {
      asked++
      return { rows: makeRows(1, `at ${offset}`), total: null, next: null }
    })
    await expect(endless).rejects.toMatchObject({ code: 'contract' })
    expect(asked).toBe(2_000)
  })
})

describe('rows that could not be read', () => {
  test('are counted once, and the others are given, wherever they are', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.boolean(), { minLength: 1, maxLength: 500 }),
        fc.boolean(),
        async (isReadable, reportsTotal) => {
          fc.pre(isReadable.some(Boolean))
          const list = isReadable.map((isGood, at) => (isGood ? { id: `row ${at}` } : null))
          const { ids, skipped } = await read((offset, limit) => {
            const page = list.slice(offset, offset + limit)
            const rows = page.filter(row => row !== null)
            return { rows, skipped: page.length - rows.length, total: reportsTotal ? list.length : null, next: null }
          })
          expect(ids).toEqual(list.flatMap(row => row?.id ?? []))
          expect(skipped).toBe(list.filter(row => row === null).length)
        },
      ),
    )
  })

  test('are counted once where the server ignores the offset', async () => {
    const { ids, skipped } = await read(() => ({ rows: makeRows(3), skipped: 2, total: null, next: null }))
    expect(ids).toHaveLength(3)
    expect(skipped).toBe(2)
  })

  test.each([1, 200])('fail a list of which none of %d can be read', async size => {
    const broken = read(offset => ({ rows: [], skipped: offset === 0 ? size : 0, total: size, next: null }))
    await expect(broken).rejects.toMatchObject({ code: 'contract' })
  })

  test('fail a list of which page after page is broken', async () => {
    let asked = 0
    const broken = read(offset => {
      asked++
      return offset === 0
        ? { rows: makeRows(200), total: null, next: null }
        : { rows: [], skipped: 200, total: null, next: null }
    })
    await expect(broken).rejects.toMatchObject({ code: 'contract' })
    expect(asked).toBeLessThan(10)
  })
})

describe('a list has an end', () => {
  const endless = (offset: number, limit: number) => ({
    rows: makeRows(limit, `at ${offset}`),
    total: null,
    next: null,
  })

  test('at the most rows that make sense, in pages of the size asked for', async () => {
    await expect(read(endless, { maxRows: 1_000 })).rejects.toMatchObject({ code: 'contract' })
    await expect(read(endless, { maxRows: maxRows.teams })).rejects.toMatchObject({ code: 'contract' })
  })

  test('also within one page', async () => {
    const given: string[] = []
    const reading = async () => {
      const page = async () => ({ rows: makeRows(5_000), total: null, next: null })
      for await (const { id } of readPages(page, { maxRows: 1_000 })) given.push(id)
    }
    await expect(reading()).rejects.toMatchObject({ code: 'contract' })
    expect(given).toHaveLength(1_000)
  })

  test('and a list of exactly as many is read', async () => {
    const list = makeRows(1_000)
    const { ids } = await read(
      (offset, limit) => ({ rows: list.slice(offset, offset + limit), total: 1_000, next: null }),
      { maxRows: 1_000 },
    )
    expect(ids).toHaveLength(1_000)
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
