import { idFrom, keyOf } from './chance.ts'
import { type Life, lifeOn, teamOn } from './lives.ts'
import { nameFor } from './names.ts'
import { makeSeats, type Seat } from './seats.ts'
import { type CompanyTeam, makeTeams } from './teams.ts'

/** A made-up company: the same seed and sizes make the same one, and any day of it can be asked about. */
export type Company = {
  key: number
  id: string
  name: string
  domain: string
  teams: readonly CompanyTeam[]
  /** The organization's seats, and for each team those whose holders are in it at some time. */
  seats: readonly Seat[]
  seatsByTeam: readonly (readonly Seat[])[]
}

export type Identity = { id: string; email: string; username: string }

const NAMES = [
  'Kestrel Instruments',
  'Tailspin Optics',
  'Blue Heron Logistics',
  'Northwind Robotics',
  'Larkspur Energy',
]
const CHORES = ['ci-runner', 'release-bot', 'nightly-build', 'dependency-bot']

/** @param size how many teams, and how many seats (people invited, registered and deactivated, and service accounts) */
export function makeCompany(seed: string, size: { teams: number; people: number }): Company {
  const key = keyOf(seed)
  const teams = makeTeams(key, size.teams)
  const seats = makeSeats(key, teams, size.people)
  const seatsByTeam: Seat[][] = teams.map(() => [])
  for (const seat of seats) {
    if (seat.team !== null) seatsByTeam[seat.team]?.push(seat)
    if (seat.nextTeam !== null) seatsByTeam[seat.nextTeam]?.push(seat)
  }
  const name = NAMES[key % NAMES.length] ?? seed
  return {
    key,
    id: idFrom(key ^ 0x0c6a, 0),
    name,
    domain: `${name.toLowerCase().replaceAll(' ', '-')}.example`,
    teams,
    seats,
    seatsByTeam,
  }
}

/** Who holds each seat on a day, whether they have joined yet or not; with a team, only those in it on that day. */
export function* listLives(company: Company, day: number, team?: number): Generator<Life> {
  for (const seat of team === undefined ? company.seats : (company.seatsByTeam[team] ?? [])) {
    const life = lifeOn(company.key, seat, day)
    if (team === undefined || teamOn(life, day) === team) yield life
  }
}

/** The name by which people call each other, also where the API knows no more than an e-mail address. */
export function nameOf(company: Company, life: Life): string {
  return life.seat.habit === 'service' ? identify(company, life).username : drawName(company, life).shown
}

/** How the API calls a person. Who came by single sign-on has the name of the directory as username. */
export function identify(company: Company, life: Life): Identity {
  const { seat, generation } = life
  const id = idFrom(company.key, seat.index, generation)
  if (seat.habit === 'service') {
    const email = `svc-${CHORES[seat.nth % CHORES.length]}-${seat.nth + 1}@${company.domain}`
    return { id, email, username: email }
  }
  const name = drawName(company, life)
  const email = `${name.typed}@${company.domain}`
  return { id, email, username: life.invited === null ? name.shown : email }
}

/** Eight holders of one seat have different names; by the ninth the first is long gone. */
function drawName(company: Company, { seat, generation }: Life) {
  return nameFor(company.key, seat.index + company.seats.length * (((generation % 8) + 8) % 8))
}
