import { drawBetween } from './chance.ts'
import type { Life } from './lives.ts'

/** Days, as in `Life`. Pending from `created` until it is accepted, renewed or revoked; not ended by running out. */
export type CompanyInvitation = {
  /** 0 for the first one that a person got, 1 for the one that renewed it. */
  nth: number
  created: number
  /** Null: does not expire. */
  expires: number | null
  until: number
}

const VALID_DAYS = 30
const REVOKED_AFTER_DAYS = 45

/** Every invitation that a person ever gets. Who never joins is left waiting, expires, is renewed or is revoked. */
export function listInvitations(life: Life): CompanyInvitation[] {
  const { invited: created, joined, gone } = life
  if (created === null) return []
  const expires = created + VALID_DAYS
  if (joined !== null) return [{ nth: 0, created, expires, until: joined }]
  switch (life.seat.nth % 4) {
    case 0:
      return [{ nth: 0, created, expires: null, until: gone }]
    case 1:
      return [{ nth: 0, created, expires, until: gone }]
    case 2: {
      const renewed = expires + drawBetween(life.key, 8, 2, 6)
      return [
        { nth: 0, created, expires, until: renewed },
        { nth: 1, created: renewed, expires: renewed + VALID_DAYS, until: gone },
      ]
    }
    default:
      return [{ nth: 0, created, expires, until: created + REVOKED_AFTER_DAYS }]
  }
}

/** The invitation that a person has not yet answered on a day; there is never more than one. */
export function pendingInvitation(life: Life, day: number): CompanyInvitation | undefined {
  return listInvitations(life).find(({ created, until }) => created <= day && day < until)
}
