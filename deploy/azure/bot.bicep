// The Azure bot with its app registration, its service principal and the channel to Teams:
//   az deployment group create --resource-group <group> --template-file bot.bicep --parameters endpoint=https://bot.example.com/api/messages
// The person who runs it needs the right to register applications (Microsoft Graph: Application.ReadWrite.All).
extension microsoftGraphV1

@description('Name of the bot in Azure. Unique in Azure.')
param name string = 'tabnine-usage-${uniqueString(resourceGroup().id)}'

@description('Where Teams sends messages: the public https address of the bot with /api/messages.')
param endpoint string

@allowed(['F0', 'S1'])
@description('Teams is a standard channel: both are free for it.')
param sku string = 'F0'

resource app 'Microsoft.Graph/applications@v1.0' = {
  uniqueName: name
  displayName: 'Tabnine Usage'
  signInAudience: 'AzureADMyOrg'
}

// Without it, signing in fails with AADSTS7000229.
resource principal 'Microsoft.Graph/servicePrincipals@v1.0' = {
  appId: app.appId
}

resource bot 'Microsoft.BotService/botServices@2022-09-15' = {
  name: name
  location: 'global'
  kind: 'azurebot'
  sku: {
    name: sku
  }
  properties: {
    displayName: 'Tabnine Usage'
    endpoint: endpoint
    msaAppId: app.appId
    msaAppType: 'SingleTenant'
    msaAppTenantId: tenant().tenantId
    disableLocalAuth: true
  }
  dependsOn: [principal]
}

resource teams 'Microsoft.BotService/botServices/channels@2022-09-15' = {
  parent: bot
  name: 'MsTeamsChannel'
  location: 'global'
  properties: {
    channelName: 'MsTeamsChannel'
    properties: {
      isEnabled: true
    }
  }
}

// The secret is not made here, for a deployment would keep it in its history:
//   az ad app credential reset --id <MICROSOFT_APP_ID> --display-name bot --years 1 --query password --output tsv
output MICROSOFT_APP_ID string = app.appId
output MICROSOFT_APP_TENANT_ID string = tenant().tenantId
