import type { Subject } from '../ports.ts'
import type { Unread } from '../report/unread.ts'
import type { DigestPart, Suppressed } from './part.ts'
import type { DigestUnit } from './unit.ts'

export type DigestFacts = {
  readonly unit: DigestUnit
  readonly parts: readonly DigestPart[]
  /** Subjects without any readable data. */
  readonly missing?: readonly Subject[]
  /** What is not shown where others read along. */
  readonly suppressed?: Suppressed
  readonly unread?: Unread
  /** Of a digest with a subscription; missing in a preview. */
  readonly posted?: PostedDigest
}

type PostedDigest = {
  /** What it is called in command lines. */
  readonly number: number
  /** That it is late, or who asked for it. */
  readonly remark: string | null
  /** The line that leaves the subscription as it is: what its form is filled with. */
  readonly editLine: string
  /** What earlier digests advised, see `keysOfChosen`; newest first. */
  readonly advisedBefore: readonly (readonly string[])[]
}
