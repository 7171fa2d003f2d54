import type { MovableClock } from './clock.ts'

const hour = 60 * 60_000

/** Daily work begins at hours of UTC that these are multiples of. */
const step = 3 * hour

type Parts = {
  readonly clock: MovableClock
  /** When something is due that is known by now, in no order. */
  readonly dueTimes: () => Promise<readonly Date[]>
  readonly beat: () => Promise<void>
  /** Called with the milliseconds that have passed. */
  readonly onPassed?: (milliseconds: number) => void
}

/** Lets time go by, from one moment at which something may be due to the next, and does there what is due. */
export async function passTime(
  { clock, dueTimes, beat, onPassed = () => {} }: Parts,
  milliseconds: number,
): Promise<void> {
  const start = clock.now().getTime()
  const end = start + milliseconds
  for (let now = clock.now().getTime(); now < end; now = clock.now().getTime()) {
    const due = (await dueTimes()).map(time => time.getTime()).filter(time => time > now)
    const regular = now + step - (now % step)
    clock.move(Math.min(...due, regular, end) - now)
    await beat()
    onPassed(clock.now().getTime() - start)
  }
}
