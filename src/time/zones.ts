/** The time zones that people may name, by their IANA name or by its city. */
import { distance } from 'fastest-levenshtein'

/** Today's names of zones that `Intl` lists under an older one; it understands both. */
const renamed = [
  'Africa/Asmara',
  'America/Argentina/Buenos_Aires',
  'America/Argentina/Catamarca',
  'America/Argentina/Cordoba',
  'America/Argentina/Jujuy',
  'America/Argentina/Mendoza',
  'America/Atikokan',
  'America/Indiana/Indianapolis',
  'America/Kentucky/Louisville',
  'America/Nuuk',
  'Asia/Ho_Chi_Minh',
  'Asia/Kathmandu',
  'Asia/Kolkata',
  'Asia/Yangon',
  'Atlantic/Faroe',
  'Europe/Kyiv',
  'Pacific/Chuuk',
  'Pacific/Kanton',
  'Pacific/Pohnpei',
]

/**
 * What people write for a place's clocks. They are offered and not taken: some mean several places, and in half of the
 * year most of them are an hour away from what the clocks of the place show.
 */
const abbreviations = new Map(
  [
    { zones: ['Europe/Berlin', 'Europe/Paris'], words: ['cet', 'cest', 'met', 'mez', 'mesz'] },
    { zones: ['Europe/Helsinki', 'Europe/Athens'], words: ['eet', 'eest'] },
    { zones: ['Europe/Lisbon'], words: ['wet', 'west'] },
    { zones: ['Europe/London'], words: ['bst', 'uk', 'gb'] },
    { zones: ['America/New_York'], words: ['et', 'est', 'edt', 'eastern'] },
    { zones: ['America/Chicago', 'Asia/Shanghai'], words: ['cst'] },
    { zones: ['America/Chicago'], words: ['ct', 'cdt', 'central'] },
    { zones: ['America/Denver', 'America/Phoenix'], words: ['mt', 'mst', 'mdt', 'mountain'] },
    { zones: ['America/Los_Angeles'], words: ['pt', 'pst', 'pdt', 'pacific'] },
    { zones: ['Asia/Kolkata', 'Asia/Jerusalem', 'Europe/Dublin'], words: ['ist'] },
    { zones: ['Asia/Tokyo'], words: ['jst'] },
    { zones: ['Australia/Sydney', 'Australia/Brisbane'], words: ['aest', 'aedt'] },
    { zones: ['Pacific/Auckland'], words: ['nzst', 'nzdt', 'nz'] },
  ].flatMap(({ zones, words }) => words.map(word => [word, zones] as const)),
)

/** What a form offers: a place for each offset in which many people work. Any other zone can be written in a line. */
export const commonZones = [
  'UTC',
  'Europe/London',
  'Europe/Dublin',
  'Europe/Lisbon',
  'Europe/Berlin',
  'Europe/Paris',
  'Europe/Madrid',
  'Europe/Rome',
  'Europe/Amsterdam',
  'Europe/Zurich',
  'Europe/Stockholm',
  'Europe/Warsaw',
  'Europe/Prague',
  'Europe/Athens',
  'Europe/Helsinki',
  'Europe/Kyiv',
  'Europe/Istanbul',
  'Asia/Jerusalem',
  'Africa/Cairo',
  'Africa/Lagos',
  'Africa/Johannesburg',
  'Asia/Dubai',
  'Asia/Karachi',
  'Asia/Kolkata',
  'Asia/Bangkok',
  'Asia/Shanghai',
  'Asia/Singapore',
  'Asia/Tokyo',
  'Asia/Seoul',
  'Australia/Sydney',
  'Pacific/Auckland',
  'America/Sao_Paulo',
  'America/Argentina/Buenos_Aires',
  'America/New_York',
  'America/Toronto',
  'America/Chicago',
  'America/Denver',
  'America/Mexico_City',
  'America/Los_Angeles',
  'America/Vancouver',
] as const

const names = ['UTC', ...renamed, ...Intl.supportedValuesOf('timeZone').filter(name => name !== 'UTC')]
const byName = new Map(names.map(name => [keyOf(name), name]))
const byCity = Map.groupBy(names, name => keyOf(cityOf(name)))
const utc = new Set(['utc', 'gmt', 'z', 'zulu'])

/** Names with what they are compared by. */
const spelled = names.map(name => ({ name, key: keyOf(name), city: keyOf(cityOf(name)) }))
const continents = [...new Set(names.filter(name => name.includes('/')).map(name => keyOf(name.split('/')[0] ?? '')))]

/** The zone of a name or a city, in its official spelling; `null` if there is none, or more than one. */
export function findZone(words: string): string | null {
  const key = keyOf(words)
  if (utc.has(key)) return 'UTC'
  const named = byName.get(key)
  if (named) return named
  const [city, ...others] = byCity.get(key) ?? []
  if (city) return others.every(other => canonical(other) === canonical(city)) ? city : null
  // What is left are older names and names of countries, "US/Eastern" or "Japan". Three letters are never enough: for
  // Intl "EST" is Panama, which keeps no summer time, and "BST" is Dhaka.
  const looksLikeName = /^[a-z]{4,}$|^[a-z]+\/[\w+/-]+$/i.test(words)
  return looksLikeName && !abbreviations.has(key) ? canonical(words) : null
}

/** A zone as a platform or a setting names it, by the name that people may write too; UTC for an unknown one. */
export function settleZone(name: string): string {
  return findZone(name) ?? findZone(canonical(name) ?? '') ?? 'UTC'
}

/** Zones that were probably meant, best first, three at most. */
export function suggestZones(words: string): string[] {
  const key = keyOf(words.slice(0, 60))
  const meant = abbreviations.get(key)
  if (meant) return [...meant]
  if (key.length < 3) return []
  const most = Math.max(1, Math.floor(key.length / 3))
  return spelled
    .map(zone => ({ name: zone.name, away: awayFrom(zone, key, most) }))
    .filter(({ away }) => away <= most)
    .sort((a, b) => a.away - b.away)
    .slice(0, 3)
    .map(({ name }) => name)
}

/** Whether words are written as a zone and as nothing else: with a continent ("Europe/Berln" too), or UTC. */
export function looksLikeZone(words: string): boolean {
  if (/^(utc|gmt)$/i.test(words)) return true
  const continent = /^(\p{L}{2,20})\/\S/u.exec(words)?.[1]
  if (continent === undefined) return false
  return findZone(words) !== null || (isNearContinent(continent) && suggestZones(words).length > 0)
}

/** Looked at before all names are: a line may hold hundreds of words with a slash in them. */
function isNearContinent(word: string): boolean {
  const key = keyOf(word)
  return continents.some(continent => distance(continent, key) <= 2)
}

/** Letters between a name or its city and a key; more than `most` where the lengths alone differ by more. */
function awayFrom({ key: name, city }: (typeof spelled)[number], key: string, most: number): number {
  if (city.startsWith(key)) return 0
  const to = (other: string) => (Math.abs(other.length - key.length) > most ? most + 1 : distance(other, key))
  return Math.min(to(name), to(city))
}

/** The form in which places are compared: without case, accents, and what joins their words. */
function keyOf(words: string): string {
  return words
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[\s_\p{Pd}]+/gu, ' ')
    .trim()
}

function cityOf(name: string): string {
  return name.slice(name.lastIndexOf('/') + 1)
}

function canonical(name: string): string | null {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}
