import { idFrom } from './chance.ts'

export type CompanyTeam = {
  index: number
  id: string
  name: string
  isDefault: boolean
  /** Share of the company's seats, all teams together 1. */
  share: number
  /** Its people registered and no one ever used anything. */
  neverStarted: boolean
}

const FIRST = ['Payments', 'Platform', 'Mobile', 'Data Science', 'Search', 'Web', 'Web']
const MORE = (
  'Checkout|Identity|R&D|Équipe Paiements|Developer Experience|צוות מחקר|Site Reliability|Embedded' +
  '|Billing|Growth|فريق الأمن|Robotics|Vision|Firmware|QA <core>|Logistics|Fleet|Maps' +
  '|Support Tooling|Analytics|Überwachung|机器学习|Partner APIs|Storage|Networking|Compliance'
).split('|')
const SITES = (
  'Lisbon|São Paulo|Kraków|Haifa|Hanoi|Nairobi|Oslo|Pune|Osaka|Montréal|Cork|Turin|Kyiv|Accra' +
  '|Austin|Malmö|Dubai|Quito|Perth|Lyon|Graz'
).split('|')
const IDLE_TEAM = 'Legacy Migration'

/** A team that never started exists where there are enough others to compare it with. */
const TEAMS_FOR_AN_IDLE_ONE = 3
const IDLE_SHARE = 0.05

/** The teams of a company, largest first; two are called "Web" from eight teams on, the last one never started. */
export function makeTeams(key: number, count: number): CompanyTeam[] {
  const hasIdle = count >= TEAMS_FOR_AN_IDLE_ONE
  const working = hasIdle ? count - 1 : count
  const weights = Array.from({ length: working }, (_, i) => 1 / (i + 4))
  const total = weights.reduce((sum, weight) => sum + weight, 0) / (hasIdle ? 1 - IDLE_SHARE : 1)
  return Array.from({ length: count }, (_, index) => {
    const weight = weights[index]
    return {
      index,
      id: idFrom(key ^ 0x7ea3, index),
      name: weight === undefined ? IDLE_TEAM : nameTeam(index),
      isDefault: index === Math.min(1, count - 1),
      share: weight === undefined ? IDLE_SHARE : weight / total,
      neverStarted: weight === undefined,
    }
  })
}

function nameTeam(index: number): string {
  const single = [...FIRST, ...MORE]
  const name = single[index]
  if (name !== undefined) return name
  const nth = index - single.length
  const craft = MORE[nth % MORE.length] ?? ''
  const round = Math.floor(nth / MORE.length)
  const site = SITES[round % SITES.length] ?? ''
  const again = Math.floor(round / SITES.length)
  return again === 0 ? `${craft} ${site}` : `${craft} ${site} ${again + 1}`
}
