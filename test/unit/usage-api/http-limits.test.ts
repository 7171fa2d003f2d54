import { afterEach, describe, expect, test, vi } from 'vitest'
import { failureOf, fine, openHttp } from '../../helpers/http-client.ts'
import { inSequence, type Script, sendJson, sendStatus, stayMute } from '../../helpers/scripted-server.ts'

afterEach(() => {
  vi.restoreAllMocks()
})

describe('keeps to its time', () => {
  test('all attempts together end with the total limit', async () => {
    await using client = await openHttp(stayMute(), { requestTimeout: 50, totalTimeout: 160, retries: 100 })
    const started = performance.now()
    await expect(failureOf(client.ask())).resolves.toMatchObject({ code: 'upstream-timeout' })
    expect(performance.now() - started).toBeLessThan(5_000)
    expect(client.requests.length).toBeLessThanOrEqual(4)
  })

  test('a wait for which there is no time is not started, and the failure itself is reported', async () => {
    await using client = await openHttp(sendStatus(500), { backoff: () => 10_000, totalTimeout: 15_000 })
    const started = performance.now()
    await expect(failureOf(client.ask())).resolves.toMatchObject({ code: 'upstream-failed' })
    expect(performance.now() - started).toBeLessThan(5_000)
  })

  test('a body that trickles in too slowly is a time-out as well', async () => {
    const trickle: Script = response => {
      response.writeHead(200, { 'content-type': 'application/json' }).write('{')
    }
    await using client = await openHttp(trickle, { requestTimeout: 60, retries: 0 })
    await expect(failureOf(client.ask())).resolves.toMatchObject({ code: 'upstream-timeout' })
  })

  test('a body without end is given up, and its connection closed', async () => {
    const chunk = Buffer.alloc(1_048_576, ' ')
    let sent = 0
    const { promise: closed, resolve: onClosed } = Promise.withResolvers<void>()
    const flood: Script = response => {
      response.once('close', onClosed)
      const pour = () => {
        while (!response.destroyed && response.write(chunk)) sent += chunk.length
      }
      response.on('drain', pour)
      pour()
    }
    await using client = await openHttp(flood, { requestTimeout: 10_000, totalTimeout: 20_000 })
    await expect(failureOf(client.ask())).resolves.toMatchObject({ code: 'contract' })
    await closed
    expect(client.requests).toHaveLength(1)
    expect(sent).toBeLessThan(64 * chunk.length)
  })
})

describe('limits the trust in what a server says about itself', () => {
  test('a body that calls itself too long is not read', async () => {
    const huge: Script = response => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': 10_000_000_000 }).write('{')
    }
    await using client = await openHttp(huge, { requestTimeout: 10_000, totalTimeout: 20_000 })
    const started = performance.now()
    await expect(failureOf(client.ask())).resolves.toMatchObject({ code: 'contract' })
    expect(performance.now() - started).toBeLessThan(5_000)
    expect(client.requests).toHaveLength(1)
  })

  test.each([
    ['30000000', 3_600],
    ['3601', 3_600],
    ['Fri, 31 Dec 9999 23:59:59 GMT', 3_600],
    ['120', 120],
  ])('a wait of “%s” seconds is reported as %d', async (header, seconds) => {
    await using client = await openHttp(sendStatus(429, { 'retry-after': header }), { totalTimeout: 1_000 })
    const failure = await failureOf(client.ask())
    expect(failure.details).toEqual({ status: 429, retryAfter: seconds })
  })

  test('remembers answers up to a size in all, and asks again for those that it forgot', async () => {
    const large = sendJson({ value: 1, padding: 'x'.repeat(9 * 1_048_576) })
    await using client = await openHttp(large)
    for (const page of [1, 2, 3, 4, 4, 1]) await client.ask({ page }, { ttlMs: 60_000 })
    expect(client.requests.map(({ path }) => path.at(-1))).toEqual(['1', '2', '3', '4', '1'])
  })
})

describe('shares', () => {
  test('one request among all who ask the same at the same time', async () => {
    await using client = await openHttp(fine)
    const answers = await Promise.all([client.ask(), client.ask(), client.ask({ page: 2 })])
    expect(answers).toEqual([{ value: 1 }, { value: 1 }, { value: 1 }])
    expect(client.requests.map(({ path }) => path)).toEqual(['/api/thing', '/api/thing?page=2'])
  })

  test('a failure too, and nothing of it with those who ask later', async () => {
    await using client = await openHttp(inSequence(sendStatus(404), fine))
    const [first, second] = await Promise.all([failureOf(client.ask()), failureOf(client.ask())])
    expect([first.code, second.code]).toEqual(['not-found', 'not-found'])
    await expect(client.ask()).resolves.toEqual({ value: 1 })
  })

  test('a signal ends the waiting of one and not of the other', async () => {
    const { promise: gate, resolve: letGo } = Promise.withResolvers<void>()
    await using client = await openHttp((...call) => void gate.then(() => fine(...call)))
    const controller = new AbortController()
    const impatient = client.ask({}, { signal: controller.signal })
    const patientOne = client.ask({}, { signal: new AbortController().signal })
    const reason = new Error('enough')
    controller.abort(reason)
    await expect(impatient).rejects.toBe(reason)
    letGo()
    await expect(patientOne).resolves.toEqual({ value: 1 })
    expect(client.requests).toHaveLength(1)
  })

  test('a signal that was given before does not even wait', async () => {
    await using client = await openHttp(stayMute())
    const reason = new Error('too late')
    await expect(client.ask({}, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason)
  })

  test('a limited number of requests at a time', async () => {
    const waiting: Parameters<Script>[] = []
    const answerInThrees: Script = (...call) => {
      if (waiting.push(call) === 3) for (const one of waiting.splice(0)) fine(...one)
    }
    await using client = await openHttp(answerInThrees, { concurrency: 3 })
    await Promise.all(Array.from({ length: 18 }, (_, page) => client.ask({ page })))
    expect(client.requests).toHaveLength(18)
    expect(client.mostAtOnce()).toBe(3)
  })
})

describe('remembers', () => {
  test('an answer for as long as was asked, and only for who wants it remembered', async () => {
    const now = performance.now.bind(performance)
    let later = 0
    vi.spyOn(performance, 'now').mockImplementation(() => now() + later)
    await using client = await openHttp((response, nth, request) => sendJson({ value: nth })(response, nth, request))
    const options = { ttlMs: 60_000 }
    await expect(client.ask({}, options)).resolves.toEqual({ value: 0 })
    await expect(client.ask({}, options)).resolves.toEqual({ value: 0 })
    await expect(client.ask()).resolves.toEqual({ value: 1 })
    await expect(client.ask({ other: true }, options)).resolves.toEqual({ value: 2 })
    later = 61_000
    await expect(client.ask({}, options)).resolves.toEqual({ value: 3 })
  })

  test('no failure', async () => {
    await using client = await openHttp(inSequence(sendStatus(404), fine))
    await failureOf(client.ask({}, { ttlMs: 60_000 }))
    await expect(client.ask({}, { ttlMs: 60_000 })).resolves.toEqual({ value: 1 })
  })
})
