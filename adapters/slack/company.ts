/** The bot's workspace, and the organization (Enterprise Grid) if the workspace is part of one. */
export type SlackCompany = { readonly team: string; readonly enterprise: string | null }

/** Where a person belongs, as their profile says; `null` where Slack does not say. */
export type HomeWorkspace = { readonly team: string | null; readonly enterprise: string | null }

/** `unknown`: Slack did not say where the person belongs. */
export type SlackMembership = 'member' | 'external' | 'unknown'

/** What Slack says together with what someone did. */
export type StatedWorkspace = {
  /** A workspace or the organization: of the person, or in events of the channel. */
  readonly team: unknown
  /** With slash commands, buttons and forms Slack states the person's own workspace; with events it need not. */
  readonly isOfPerson: boolean
}

export const unstated: StatedWorkspace = { team: null, isOfPerson: false }

/**
 * Decides whether a person belongs to the company, for channels may be shared with others. The profile decides, and what
 * is stated with an event alone is not enough: an event may name the workspace of the channel, or none.
 */
export async function membershipOf(
  { team, isOfPerson }: StatedWorkspace,
  company: SlackCompany,
  homeOf: () => Promise<HomeWorkspace>,
): Promise<SlackMembership> {
  const isStatedOwn = team === company.team || (company.enterprise !== null && team === company.enterprise)
  // If our workspace is part of no organization, people of other workspaces are external.
  if (typeof team === 'string' && !isStatedOwn && company.enterprise === null) return 'external'
  const home = await homeOf()
  if (home.team === null) return isStatedOwn && isOfPerson ? 'member' : 'unknown'
  return isOwnHome(home, company) ? 'member' : 'external'
}

/** Whether a profile says that a person belongs to the company. */
export function isOwnHome({ team, enterprise }: HomeWorkspace, company: SlackCompany): boolean {
  return (team !== null && team === company.team) || (company.enterprise !== null && enterprise === company.enterprise)
}
