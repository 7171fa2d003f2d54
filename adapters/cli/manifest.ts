import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { strToU8, zipSync } from 'fflate'
import { type Config, ConfigError } from '../../src/config.ts'
import { type Platform, platforms } from '../../src/platform.ts'
import { pathInPackage } from '../package-files.ts'
import { readVersion } from '../version.ts'
import { asTyped } from './as-typed.ts'
import { wantsHelp } from './wants-help.ts'

const help = `npm run manifest -- slack   Write out/slack-manifest.json, to paste at https://api.slack.com/apps
                            with --org for all workspaces of an Enterprise Grid organization
npm run manifest -- teams   Write out/teams-app.zip, to upload in Teams. Needs MICROSOFT_APP_ID

Set PUBLIC_URL first if Slack should call the bot over HTTP, or if Teams should show charts as pictures. Set
APP_DEVELOPER, APP_WEBSITE_URL, APP_PRIVACY_URL and APP_TERMS_URL to name your company in Teams.`

export type ManifestSettings = {
  /** The bot's own https address; without it Slack is reached over Socket Mode. */
  publicUrl?: string | undefined
  microsoftAppId?: string | undefined
  app: Config['app']
}

type SlackManifest = {
  features: { slash_commands: { url?: string }[] }
  settings: {
    event_subscriptions: { request_url?: string }
    interactivity: { request_url?: string; message_menu_options_url?: string }
    socket_mode_enabled: boolean
    org_deploy_enabled: boolean
  }
}

/**
 * Writes the app package for Slack (`slack-manifest.json`) or Teams (`teams-app.zip`), and prints where to upload it.
 * @throws ConfigError where the platform or the app id is missing
 */
export async function writeManifest(
  argv: readonly string[],
  settings: ManifestSettings,
  outDir = 'out',
): Promise<void> {
  if (wantsHelp(argv) || wantsHelp(argv.slice(1))) return console.log(asTyped(help))
  const platform = platforms.find(name => name === argv[0])
  if (!platform) throw new ConfigError(['Choose a platform: npm run manifest -- slack (or teams)'])
  const isForOrganization = argv.includes('--org')
  if (isForOrganization && platform !== 'slack') throw new ConfigError(['Leave out --org: it is for Slack alone.'])
  const [unknown] = argv.slice(1).filter(word => word !== '--org')
  if (unknown !== undefined) throw new ConfigError([`Unknown option "${unknown}". Type "npm run manifest -- --help".`])
  for (const line of await writers[platform]({ ...settings, isForOrganization }, outDir)) console.log(line)
}

type Wishes = ManifestSettings & { readonly isForOrganization: boolean }

const writers: Readonly<Record<Platform, (wishes: Wishes, outDir: string) => Promise<string[]>>> = {
  slack: writeSlack,
  teams: writeTeams,
}

async function writeSlack({ publicUrl, isForOrganization }: Wishes, outDir: string): Promise<string[]> {
  const manifest = JSON.parse(await readTemplate('slack.json')) as SlackManifest
  manifest.settings.org_deploy_enabled = isForOrganization
  if (publicUrl) setAddress(manifest, `${publicUrl.replace(/\/+$/, '')}/slack/events`)
  const file = await write(outDir, 'slack-manifest.json', `${JSON.stringify(manifest, null, 2)}\n`)
  return [
    `Wrote ${file}. At https://api.slack.com/apps choose Create New App > From a manifest, and paste it.`,
    publicUrl
      ? `Slack will call ${publicUrl}. Copy the Signing Secret (Basic Information) to SLACK_SIGNING_SECRET.`
      : 'It uses Socket Mode and needs no public address. Create an app-level token with connections:write for SLACK_APP_TOKEN.',
    ...(isForOrganization
      ? [
          'An admin of the organization installs it, and adds it to workspaces under Organization settings > Integrations.',
        ]
      : []),
  ]
}

/** Over HTTP one address serves commands, events and buttons. */
function setAddress({ features, settings }: SlackManifest, address: string): void {
  settings.socket_mode_enabled = false
  settings.event_subscriptions.request_url = address
  settings.interactivity.request_url = address
  settings.interactivity.message_menu_options_url = address
  for (const command of features.slash_commands) command.url = address
}

async function writeTeams({ publicUrl, microsoftAppId, app }: ManifestSettings, outDir: string): Promise<string[]> {
  if (!microsoftAppId)
    throw new ConfigError([
      'MICROSOFT_APP_ID is missing. It is the Application (client) ID of the bot’s app registration in Azure.',
    ])
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(microsoftAppId))
    throw new ConfigError([
      'MICROSOFT_APP_ID is not an Application ID, which looks like 12345678-90ab-cdef-1234-567890abcdef.',
    ])
  const template = await readTemplate('teams/manifest.json')
  const filled = fill(template, {
    MICROSOFT_APP_ID: microsoftAppId,
    VERSION: readVersion(),
    APP_DEVELOPER: app.developer,
    APP_WEBSITE_URL: app.websiteUrl,
    APP_PRIVACY_URL: app.privacyUrl,
    APP_TERMS_URL: app.termsUrl,
  })
  const manifest = { ...JSON.parse(filled), validDomains: publicUrl ? [new URL(publicUrl).host] : [] }
  const files = {
    'manifest.json': strToU8(JSON.stringify(manifest, null, 2)),
    'de.json': strToU8(await readTemplate('teams/de.json')),
    'color.png': await readFile(pathInPackage('manifest/teams/color.png')),
    'outline.png': await readFile(pathInPackage('manifest/teams/outline.png')),
  }
  // A fixed time: the same input gives the same file.
  const file = await write(outDir, 'teams-app.zip', zipSync(files, { mtime: '2000-01-01' }))
  return [
    `Wrote ${file}. In Teams choose Apps > Manage your apps > Upload an app.`,
    `In Azure, set the bot’s messaging endpoint to ${publicUrl?.replace(/\/+$/, '') ?? 'https://<your address>'}/api/messages.`,
  ]
}

function readTemplate(name: string): Promise<string> {
  return readFile(pathInPackage(`manifest/${name}`), 'utf8')
}

/** Puts a value for each `${NAME}` of a JSON text. */
function fill(template: string, values: Record<string, string>): string {
  return template.replace(/\$\{(\w+)\}/g, (placeholder, name) =>
    JSON.stringify(values[name] ?? placeholder).slice(1, -1),
  )
}

async function write(outDir: string, name: string, content: string | Uint8Array): Promise<string> {
  await mkdir(outDir, { recursive: true })
  const file = join(outDir, name)
  await writeFile(file, content)
  return file
}
