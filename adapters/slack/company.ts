/** Whose bot this is: its workspace, and the organization (Enterprise Grid) where that is one of several. */
export type Company = { readonly team: string; readonly enterprise: string | null }

/**
 * Whether a person is of another company, as in channels shared with one. Slack names a person's own workspace, any
 * workspace of theirs, or the whole organization; only their profile tells that a foreign workspace is not foreign.
 * @param team what Slack says with the question; where it says nothing, the person is one of ours
 */
export async function isStranger(
  team: unknown,
  company: Company,
  enterpriseOf: () => Promise<string | null>,
): Promise<boolean> {
  if (typeof team !== 'string' || team === company.team) return false
  if (company.enterprise === null) return true
  return team !== company.enterprise && (await enterpriseOf()) !== company.enterprise
}
