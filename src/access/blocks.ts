/**
 * Days that are only told together. What is told of a span less what is told of another is told of the days between; so
 * a day of few people belongs to the day of many before it, or to the one behind it where its week or month begins with
 * few, and only between such blocks a span may begin or end. Each block is of many, or nobody was active in it.
 */

/** How many people were active on a day. */
export type Size = 'nobody' | 'few' | 'many'

/** Boundaries stand before each day, and behind the last. */
export type Span = { readonly begin: number; readonly end: number }

export type Blocks = {
  readonly sizes: readonly Size[]
  /** For each boundary, whether blocks meet there. */
  readonly meet: readonly boolean[]
}

/** Of the boundaries between the first and the last: whether a week or a month begins there. */
type IsEdge = (boundary: number) => boolean

/** Blocks within the pieces into which the edges of the calendar divide the days; a piece may be of few alone. */
export function findBlocks(sizes: readonly Size[], isEdge: IsEdge): Blocks {
  const meet = Array.from({ length: sizes.length + 1 }, () => false)
  for (const { begin, end } of piecesOf(sizes, isEdge)) {
    meet[begin] = meet[end] = true
    let [few, many] = [false, false]
    for (let day = begin; day < end; day++) {
      if (sizes[day] === 'many') {
        if (many || !few) meet[day] = true
        many = true
      } else if (sizes[day] === 'few') few = true
    }
  }
  return { sizes, meet }
}

/**
 * Boundaries beside a piece of few alone, such as the first of a month on a Sunday: spans of the calendar end on both of
 * its sides, so a span that was chosen may end on neither. What is still running may be left out.
 */
export function findTaken(sizes: readonly Size[], isEdge: IsEdge, isUpToNow: boolean): ReadonlySet<number> {
  const taken = new Set<number>()
  for (const { begin, end } of piecesOf(sizes, isEdge)) {
    const piece = sizes.slice(begin, end)
    if (!piece.includes('few') || piece.includes('many')) continue
    const [firstOfFew, lastOfFew] = [begin + piece.indexOf('few'), begin + piece.lastIndexOf('few')]
    let at = lastOfFew + 1
    taken.add(at)
    while (sizes[at] === 'nobody') taken.add(++at)
    if (end === sizes.length && isUpToNow) continue
    at = firstOfFew
    taken.add(at)
    while (sizes[at - 1] === 'nobody') taken.add(--at)
  }
  return taken
}

/** Whether blocks meet there: away from where they do by days of nobody a span tells the same. */
export function mayCut({ sizes, meet }: Blocks, boundary: number): boolean {
  let [first, last] = [boundary, boundary]
  while (!meet[first] && sizes[first - 1] === 'nobody') first--
  while (!meet[last] && sizes[last] === 'nobody') last++
  return meet[first] === true || meet[last] === true
}

/** Whether a span that was chosen may begin or end there. */
export function mayEnd(blocks: Blocks, taken: ReadonlySet<number>, boundary: number): boolean {
  return mayCut(blocks, boundary) && !taken.has(boundary)
}

/**
 * The span as it may be told: what is missing of a block at its ends is taken in where that is of few alone, and else the
 * block is left out, as is one that ends at a boundary that is taken. `null` where nothing of many is left of it, though
 * somebody was active.
 */
export function alignSpan(blocks: Blocks, taken: ReadonlySet<number>, { begin, end }: Span): Span | null {
  const inside = blocks.sizes.slice(begin, end)
  // From what nobody did nothing can be taken away.
  if (inside.every(size => size === 'nobody')) return { begin, end }
  if (!inside.includes('many')) return null
  const aligned = { begin: alignBoundary(blocks, taken, begin, 1), end: alignBoundary(blocks, taken, end, -1) }
  return aligned.begin < aligned.end ? aligned : null
}

/** @param inward where the span is: behind its beginning (1), before its end (-1) */
function alignBoundary(blocks: Blocks, taken: ReadonlySet<number>, asked: number, inward: 1 | -1): number {
  const { sizes, meet } = blocks
  let at = asked
  if (!mayCut(blocks, at)) {
    const [before, behind] = [meet.lastIndexOf(true, at), meet.indexOf(true, at)]
    const [outside, inside] = inward === 1 ? [before, behind] : [behind, before]
    const missing = sizes.slice(Math.min(outside, at), Math.max(outside, at))
    at = missing.includes('many') ? inside : outside
  }
  const last = inward === 1 ? sizes.length : 0
  while (at !== last && !mayEnd(blocks, taken, at)) at += inward
  return nearest(sizes, at, asked)
}

/** As near to what was asked for as tells the same. */
function nearest(sizes: readonly Size[], found: number, asked: number): number {
  let at = found
  while (at < asked && sizes[at] === 'nobody') at++
  while (at > asked && sizes[at - 1] === 'nobody') at--
  return at
}

function piecesOf(sizes: readonly Size[], isEdge: IsEdge): Span[] {
  const pieces: Span[] = []
  let begin = 0
  for (let boundary = 1; boundary <= sizes.length; boundary++) {
    if (boundary < sizes.length && !isEdge(boundary)) continue
    pieces.push({ begin, end: boundary })
    begin = boundary
  }
  return pieces
}
