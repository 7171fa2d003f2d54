import { createHmac, timingSafeEqual } from 'node:crypto'
import { deflateRawSync, inflateRawSync } from 'node:zlib'
import type { Language } from '../src/message/languages.ts'
import type { ChartPart, Series } from '../src/message/message.ts'
import type { Clock } from '../src/ports.ts'

/** Addresses of pictures, each with its chart in it: nothing is kept, and every replica can draw every one. */
export type ChartLinks = {
  /** `null` where the address would be longer than clients take. */
  addressOf(chart: ChartPart): string | null
  /** The chart of an id. `drawing` is the same for every address of one chart. */
  open(id: string): { readonly drawing: string; readonly chart: ChartPart } | 'expired' | 'unknown'
}

/** A card stays in its conversation, so its picture stays for a while too; later its numbers remain as text. */
const validMs = 90 * 86_400_000
/** Some clients cut addresses longer than this. */
const maxAddressLength = 2_000

/**
 * @param secret never leaves the process; only its own derived key signs
 * @param publicUrl where this process is reached from outside, over https
 * @param oldSecret what signed the addresses of before, which still open
 */
export function createChartLinks(
  secret: string,
  publicUrl: string,
  clock: Clock,
  oldSecret: string | null = null,
): ChartLinks {
  const keyOf = (known: string) => createHmac('sha256', known).update('chart addresses').digest()
  const key = keyOf(secret)
  const oldKeys = oldSecret === null ? [] : [keyOf(oldSecret)]
  const base = publicUrl.replace(/\/+$/, '')
  const sign = (signed: string, by = key) => createHmac('sha256', by).update(signed).digest('base64url')

  return {
    addressOf(chart) {
      const drawing = deflateRawSync(JSON.stringify(pack(chart))).toString('base64url')
      // Whole days, so that one chart keeps one address for a day and is fetched once.
      const expires = Math.ceil((clock.now().getTime() + validMs) / 86_400_000).toString(36)
      const signed = `${drawing}.${expires}`
      const address = `${base}/charts/${signed}.${sign(signed)}.png`
      return address.length > maxAddressLength ? null : address
    },
    open(id) {
      const [drawing = '', expires = '', signature = '', ...rest] = id.split('.')
      // Compared as spelled: decoding skips characters such as `!`, and one signature would have many spellings.
      const given = Buffer.from(signature)
      const isSigned = [key, ...oldKeys].some(by => {
        const expected = Buffer.from(sign(`${drawing}.${expires}`, by))
        // A wrong length says nothing about the right signature.
        return given.length === expected.length && timingSafeEqual(given, expected)
      })
      if (rest.length > 0 || !isSigned) return 'unknown'
      if (Number.parseInt(expires, 36) * 86_400_000 <= clock.now().getTime()) return 'expired'
      // Only what was signed here is ever unpacked.
      return { drawing, chart: unpack(JSON.parse(inflateRawSync(Buffer.from(drawing, 'base64url')).toString())) }
    },
  }
}

/** Only the drawing; the message has the text next to it. */
type Packed = [ChartPart['shape'], string, readonly string[], readonly [string, Series['values']][], Language | null]

function pack({ shape, title, categories, series, language }: ChartPart): Packed {
  const drawn = series.map(({ label, values }): Packed[3][number] => [label, values])
  return [shape, title, categories, drawn, language ?? null]
}

function unpack([shape, title, categories, series, language]: Packed): ChartPart {
  return {
    kind: 'chart',
    shape,
    title,
    categories,
    series: series.map(([label, values]) => ({ label, values })),
    altText: '',
    ...(language ? { language } : {}),
  }
}
