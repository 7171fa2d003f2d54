import { Writable } from 'node:stream'
import { describe, expect, test } from 'vitest'
import { createLog, maskSecrets } from '../../../adapters/log.ts'

const token = 'tab/nine+token~1'

/** A log, and the lines it wrote. */
function open(level = 'debug', secrets = [token], stream: { isTTY?: boolean } = {}) {
  const lines: string[] = []
  // It never calls back that a line is written, like a pipe without a reader.
  const out = Object.assign(new Writable({ decodeStrings: false, highWaterMark: 1 }), stream, {
    write: (line: string) => lines.push(line) > 0,
  })
  return { log: createLog(level, secrets, out), lines, read: () => lines.map(line => JSON.parse(line)) }
}

describe('a log', () => {
  test('is JSON, a line each', () => {
    const { log, lines, read } = open()
    log.info({ port: 3000 }, 'ready\nand more')
    expect(lines).toEqual([expect.stringMatching(/^{.*}\n$/)])
    expect(read()).toEqual([{ level: 30, time: expect.any(Number), port: 3000, msg: 'ready\nand more' }])
  })

  test('has written each line before the next statement runs, also without a reader', () => {
    const { log, lines } = open()
    log.warn({}, 'one')
    log.error({}, 'two')
    expect(lines).toHaveLength(2)
  })

  test.each([
    ['debug', 4],
    ['info', 3],
    ['warn', 2],
    ['error', 1],
    ['silent', 0],
  ])('of level %s writes %i of the four', (level, count) => {
    const { log, lines } = open(level)
    for (const write of [log.debug, log.info, log.warn, log.error]) write.call(log, {}, 'logged')
    expect(lines).toHaveLength(count)
  })

  test('shows an error with all its causes', () => {
    const { log, read } = open()
    const cause = Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' })
    log.error({ err: new TypeError('fetch failed', { cause }) }, 'lost')
    const [{ err }] = read()
    expect(err).toMatchObject({ type: 'TypeError', message: 'fetch failed', cause: { code: 'ECONNRESET' } })
    expect(err.stack).toContain('log.test.ts')
  })

  test.each([undefined, null, 'a word', 5, { odd: true }])('takes what was thrown and is no error: %s', thrown => {
    const { log, read } = open()
    log.warn({ err: thrown }, 'odd')
    expect(read()).toMatchObject([{ msg: 'odd', ...(thrown === undefined ? {} : { err: thrown }) }])
  })

  test('is for people on a terminal', () => {
    const { log, lines } = open('info', [token], { isTTY: true })
    log.info({ token }, 'ready')
    expect(lines.join('')).toMatch(/INFO.*ready/)
    expect(lines.join('')).not.toContain('nine')
  })
})

describe('no secret is in a log', () => {
  const cause = new Error(`upstream answered: ${token}`)
  const circle: Record<string, unknown> = { token }
  circle.itself = circle

  test.each<[string, Record<string, unknown>, string]>([
    ['the text', {}, `the token is ${token}`],
    ['a field', { token }, 'x'],
    ['the name of a field', { [token]: 1 }, 'x'],
    ['a list in a field', { headers: [{ authorization: `Bearer ${token}` }] }, 'x'],
    ['JSON in a field', { body: JSON.stringify({ token }) }, 'x'],
    ['an address', { url: `https://x/?token=${encodeURIComponent(token)}` }, 'x'],
    ['an error', { err: new Error(token) }, 'x'],
    ['a field of an error', { err: Object.assign(new Error('x'), { config: { token } }) }, 'x'],
    ['the cause of an error', { err: new Error('x', { cause: new Error('y', { cause }) }) }, 'x'],
    ['many errors in one', { err: new AggregateError([cause], 'x') }, 'x'],
    ['an error elsewhere', { reason: cause }, 'x'],
    ['what refers to itself', { circle }, 'x'],
  ])('in %s', (_where, fields, text) => {
    const { log, lines, read } = open()
    log.error(fields, text)
    expect(lines.join('')).not.toMatch(/nine|token~1/)
    expect(read()).toHaveLength(1)
  })

  test.each(['with "quotes"', 'with \\ a slash', 'with\na line', 'with ünïcödé & %41'])('also %j', secret => {
    const { log, lines } = open('info', [secret])
    log.info({ secret, address: `https://x/?${encodeURIComponent(secret)}` }, `it is ${secret}`)
    expect(lines.join('')).not.toMatch(/quotes|slash|line|%C3%BC|%2541/)
  })

  test('of several secrets each, and of two that begin alike the longer one whole', () => {
    const mask = maskSecrets(['abc', 'abc-def', ''])
    expect(mask('abc-def abc x')).toBe('*** *** x')
  })

  test('and nothing else is touched', () => expect(maskSecrets([])('a line')).toBe('a line'))

  test('a secret with marks of regular expressions is only itself', () => {
    expect(maskSecrets(['.*$&'])('all of this .*$& stays')).toBe('all of this *** stays')
  })
})
