/** The server versions that can be played. */
export type ServerProfile = '5.18' | '6.2' | '6.3' | '6.6'
export const PROFILES: readonly ServerProfile[] = ['5.18', '6.2', '6.3', '6.6']

/** What a server version does differently. */
export type Dialect = {
  /** `/api/v2/…/usage`; the older usage endpoints stand still from the freeze on. */
  v2Usage: boolean
  /** Invitations, a person by e-mail, and the newer team and user pages. */
  management: boolean
  /** `/api/v1/team/{teamId}`. */
  teamName: boolean
  /** `teamMember` and `active` have to be given for the organization's users. */
  userFiltersRequired: boolean
  smallestLimit: 0 | 1
  /** For teams; 0 means all of them. */
  defaultLimit: 0 | 50
  /** What stands in `meta.next` on the last page. */
  nextAtEnd: 'absent' | 'null'
  teamUserRow: 'dated' | 'active' | 'bare'
  organizationUserRow: 'dated' | 'active'
  /** Usage of agents and of inline instructions. */
  agent: boolean
  /** What stands in place of a rate without anything to divide by. */
  emptyRate: 'absent' | 'null'
  teamOwner: boolean
  seatCap: boolean
  /** Caps that some teams exceed; else each team stays below its own. */
  tightCaps: boolean
  /** `/api/v1/license`. */
  license: boolean
  /** `/api/v1/…/agent-usage`. */
  agentUsage: boolean
  /** Invites and users can be changed. */
  acting: boolean
  /** Months of the organization's history returned when no start is asked for. */
  historyMonths: 12 | 36
  errors: 'flat' | 'coded'
  unknownPath: 'html' | 'json'
}

const server63: Dialect = {
  v2Usage: true,
  management: true,
  teamName: false,
  userFiltersRequired: false,
  smallestLimit: 1,
  defaultLimit: 50,
  nextAtEnd: 'null',
  teamUserRow: 'bare',
  organizationUserRow: 'dated',
  agent: true,
  emptyRate: 'null',
  teamOwner: true,
  seatCap: true,
  tightCaps: false,
  license: false,
  agentUsage: false,
  acting: false,
  historyMonths: 36,
  errors: 'coded',
  unknownPath: 'json',
}

export const DIALECTS: Readonly<Record<ServerProfile, Dialect>> = {
  '5.18': {
    v2Usage: false,
    management: false,
    teamName: true,
    userFiltersRequired: true,
    smallestLimit: 0,
    defaultLimit: 0,
    nextAtEnd: 'absent',
    teamUserRow: 'dated',
    organizationUserRow: 'dated',
    agent: false,
    emptyRate: 'absent',
    teamOwner: false,
    seatCap: false,
    tightCaps: false,
    license: false,
    agentUsage: false,
    acting: false,
    historyMonths: 12,
    errors: 'flat',
    unknownPath: 'html',
  },
  '6.2': {
    v2Usage: true,
    management: true,
    teamName: true,
    userFiltersRequired: false,
    smallestLimit: 1,
    defaultLimit: 50,
    nextAtEnd: 'null',
    teamUserRow: 'active',
    organizationUserRow: 'active',
    agent: true,
    emptyRate: 'null',
    teamOwner: true,
    seatCap: false,
    tightCaps: false,
    license: false,
    agentUsage: false,
    acting: false,
    historyMonths: 12,
    errors: 'coded',
    unknownPath: 'json',
  },
  '6.3': server63,
  '6.6': { ...server63, tightCaps: true, license: true, agentUsage: true, acting: true },
}
