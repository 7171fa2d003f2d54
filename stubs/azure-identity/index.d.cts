/** The types that the declarations of botframework-connector name. */
export type AccessToken = { token: string; expiresOnTimestamp: number }

export declare class DefaultAzureCredential {
  constructor(options?: { managedIdentityClientId?: string })
  getToken(scopes: string | string[]): Promise<AccessToken>
}
