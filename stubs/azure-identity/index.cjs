// Replaces @azure/identity and what it brings, 47 MB: botframework-connector loads it, and uses this class for managed identities only.
exports.DefaultAzureCredential = class DefaultAzureCredential {
  constructor() {
    throw new Error(
      'The bot cannot sign in to Microsoft with a managed identity: use a client secret, or see docs/dependencies.md.',
    )
  }
}
