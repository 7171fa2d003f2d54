import { AppError, hasCode } from '../errors.ts'
import type { Endpoints } from './endpoints.ts'

/** Asks in the name of the organization that the settings name, or else the token's own. */
export type AskAsOrganization = <T>(ask: (organizationId: string) => Promise<T>) => Promise<T>

export function createAskAsOrganization(endpoints: Endpoints, organizationId: string | undefined): AskAsOrganization {
  return async ask => {
    const id = organizationId ?? (await endpoints.organization()).id
    try {
      return await ask(id)
    } catch (error) {
      // The server also says 401 to an organization that is not the token's; if the token still works, it is that.
      if (hasCode(error, 'bad-token') && (await isTokenValid(endpoints))) {
        throw new AppError('wrong-organization', { status: 401 }, { cause: error, log: error.log })
      }
      throw error
    }
  }
}

/** Never throws: the first failure is the one that is reported. */
function isTokenValid(endpoints: Endpoints): Promise<boolean> {
  return endpoints.organizationNow().then(
    () => true,
    () => false,
  )
}
