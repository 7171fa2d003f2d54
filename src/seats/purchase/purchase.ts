/** What was bought, until when, and what it costs: from the settings, and where they are silent from the licence. */
import { attempt, valueOr } from '../../partial.ts'
import type { PurchaseSettings, SeatPrice, UsageApi } from '../../ports.ts'
import { countDays, startOfDay } from '../../time/utc-days.ts'

type Source = 'settings' | 'license'

export type Purchase = {
  readonly bought: { readonly seats: number; readonly source: Source } | null
  readonly renewal: { readonly on: Date; readonly source: Source } | null
  readonly seatPrice: SeatPrice | null
  /** The server has a licence, and does not let the bot read it. */
  readonly isLicenseRefused: boolean
}

/** Asks the server only for what the settings do not say. @throws AppError where the licence cannot be read now */
export async function readPurchase(
  usageApi: Pick<UsageApi, 'license'>,
  { seats, renewsOn, seatPrice }: PurchaseSettings,
  signal?: AbortSignal,
): Promise<Purchase> {
  const isComplete = seats !== null && renewsOn !== null
  const answer = isComplete ? null : await usageApi.license(signal)
  const license = answer?.state === 'offered' ? answer.value : null
  const licensed = license?.seats ?? null
  const endsAt = license?.endsAt ?? null
  return {
    bought:
      seats !== null
        ? { seats, source: 'settings' }
        : licensed === null
          ? null
          : { seats: licensed, source: 'license' },
    renewal:
      renewsOn !== null
        ? { on: renewsOn, source: 'settings' }
        : endsAt === null
          ? null
          : { on: startOfDay(endsAt), source: 'license' },
    seatPrice,
    isLicenseRefused: answer?.state === 'refused',
  }
}

/** The same for messages that are posted also while the licence cannot be read. */
export async function readKnownPurchase(
  usageApi: Pick<UsageApi, 'license'>,
  settings: PurchaseSettings,
): Promise<Purchase> {
  const { seats, renewsOn, seatPrice } = settings
  const known: Purchase = {
    bought: seats === null ? null : { seats, source: 'settings' },
    renewal: renewsOn === null ? null : { on: renewsOn, source: 'settings' },
    seatPrice,
    isLicenseRefused: false,
  }
  return valueOr(await attempt(readPurchase(usageApi, settings)), known)
}

/** What some seats cost. */
export type SeatCost = {
  readonly perMonth: number
  readonly currency: string
  /** From today up to the renewal; `null`: its date is not known, or over. */
  readonly untilRenewal: { readonly amount: number; readonly on: Date } | null
}

const [monthsInYear, daysInYear] = [12, 365]

/** @returns `null` without a price */
export function costOfSeats(
  seats: number,
  { seatPrice, renewal }: Pick<Purchase, 'seatPrice' | 'renewal'>,
  now: Date,
): SeatCost | null {
  if (!seatPrice) return null
  const perMonth = toCents(seats * seatPrice.amount)
  const daysLeft = renewal ? countDays(now, renewal.on) : 0
  const untilRenewal =
    renewal && daysLeft > 0
      ? { amount: toCents((seats * seatPrice.amount * monthsInYear * daysLeft) / daysInYear), on: renewal.on }
      : null
  return { perMonth, currency: seatPrice.currency, untilRenewal }
}

function toCents(amount: number): number {
  return Math.round((amount + Number.EPSILON) * 100) / 100
}
