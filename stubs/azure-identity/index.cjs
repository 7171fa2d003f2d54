// Replaces @azure/identity and what it brings, 47 MB: botframework-connector uses this one class, and only for managed
// identities. @azure/msal-node, which is installed for it anyway, asks Azure for their tokens.
const { ManagedIdentityApplication } = require('@azure/msal-node')

exports.DefaultAzureCredential = class DefaultAzureCredential {
  constructor({ managedIdentityClientId } = {}) {
    this.application = new ManagedIdentityApplication({
      managedIdentityIdParams: { userAssignedClientId: managedIdentityClientId },
    })
  }

  async getToken(scopes) {
    const [scope] = [scopes].flat()
    const { accessToken, expiresOn } = await this.application.acquireToken({
      resource: scope.replace(/\/\.default$/, ''),
    })
    return { token: accessToken, expiresOnTimestamp: expiresOn.getTime() }
  }
}
