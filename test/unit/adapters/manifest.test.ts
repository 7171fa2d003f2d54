import { readdirSync, readFileSync } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { Ajv } from 'ajv'
import Draft4 from 'ajv-draft-04'
import { strFromU8, unzipSync } from 'fflate'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { writeManifest } from '../../../adapters/cli/manifest.ts'
import { toVerb } from '../../../src/command/german-words.ts'
import { commands } from '../../../src/commands.ts'
import { ConfigError, readConfig } from '../../../src/config.ts'
import slackSchema from '../../clouds/slack-manifest.schema.json' with { type: 'json' }

type SlackManifest = {
  features: { app_home: object; slash_commands: { url?: string }[] }
  oauth_config: { scopes: { bot: string[]; bot_optional: string[] } }
  settings: {
    event_subscriptions: { bot_events: string[]; request_url?: string }
    interactivity: { request_url?: string; message_menu_options_url?: string }
    socket_mode_enabled: boolean
    org_deploy_enabled: boolean
  }
}
type MenuEntry = { title: string; description: string; type?: 'prompt'; prompt?: string }
type TeamsBot = { botId: string; scopes: string[]; commandLists: { scopes: string[]; commands: MenuEntry[] }[] }
type TeamsManifest = {
  id: string
  version: string
  manifestVersion: string
  developer: Record<string, string>
  icons: { color: string; outline: string }
  bots: [TeamsBot]
  validDomains: string[]
}

/** The strings of a language, by their place in the manifest. */
type Translation = Record<string, string>

const { app } = readConfig({}, 'nothing')
const require = createRequire(import.meta.url)
const microsoftAppId = '12345678-90ab-4def-8234-567890abcdef'
let outDir: string
let printed: string[]

beforeAll(async () => {
  outDir = await mkdtemp(join(tmpdir(), 'manifest-'))
})
beforeEach(() => {
  printed = []
  vi.spyOn(console, 'log').mockImplementation(line => void printed.push(line))
})
afterAll(() => rm(outDir, { recursive: true }))

const checkSlack = new Ajv({ allErrors: true }).compile(slackSchema)

async function writeSlack(settings = {}): Promise<SlackManifest> {
  await writeManifest(['slack'], { app, ...settings }, outDir)
  return JSON.parse(await readFile(join(outDir, 'slack-manifest.json'), 'utf8'))
}

async function writeTeams(settings = {}) {
  await writeManifest(['teams'], { app, microsoftAppId, ...settings }, outDir)
  const files = unzipSync(await readFile(join(outDir, 'teams-app.zip')))
  const manifest: TeamsManifest = JSON.parse(strFromU8(files['manifest.json'] ?? new Uint8Array()))
  const german: Translation = JSON.parse(strFromU8(files['de.json'] ?? new Uint8Array()))
  return { files, manifest, german }
}

describe('Slack', () => {
  test('uses Socket Mode and needs no address', async () => {
    const manifest = await writeSlack()
    expect([checkSlack(manifest), checkSlack.errors]).toEqual([true, null])
    expect(manifest.settings.socket_mode_enabled).toBe(true)
    expect(JSON.stringify(manifest)).not.toContain('http')
    expect(printed.join('\n')).toContain('SLACK_APP_TOKEN')
  })

  test.each(['https://bot.example.com', 'https://bot.example.com/'])('is called at %s', async publicUrl => {
    const manifest = await writeSlack({ publicUrl })
    expect([checkSlack(manifest), checkSlack.errors]).toEqual([true, null])
    const { event_subscriptions, interactivity, socket_mode_enabled } = manifest.settings
    const urls = manifest.features.slash_commands.map(({ url }) => url)
    const address = 'https://bot.example.com/slack/events'
    expect([...urls, event_subscriptions.request_url, interactivity.request_url]).toEqual(Array(3).fill(address))
    expect(interactivity.message_menu_options_url).toBe(address)
    expect(socket_mode_enabled).toBe(false)
    expect(printed.join('\n')).toContain('SLACK_SIGNING_SECRET')
  })

  test('requests only the permissions that it uses', async () => {
    const { oauth_config, settings } = await writeSlack()
    const reasons = {
      commands: '/tabnine',
      'chat:write': 'answers',
      'app_mentions:read': 'app_mention',
      'im:history': 'message.im',
      'users:read': 'the time zone of who asks',
      'users:read.email': 'the e-mail address of who asks',
      'channels:history': 'whether an unconfirmed digest stands in a public channel, and whether the bot is in it',
      'groups:history': 'the same in a private channel',
      'files:write': 'exports, in the direct messages with who asks',
      'metadata.message:read': 'which message there is that digest',
      'usergroups:read': 'who is in a user group that the roles name',
    }
    expect(oauth_config.scopes.bot).toEqual(Object.keys(reasons).toSorted())
    expect(settings.event_subscriptions.bot_events).toEqual(['app_home_opened', 'app_mention', 'message.im'])
  })

  test('can be for a whole organization', async () => {
    expect((await writeSlack()).settings.org_deploy_enabled).toBe(false)
    await writeManifest(['slack', '--org'], { app }, outDir)
    const manifest: SlackManifest = JSON.parse(await readFile(join(outDir, 'slack-manifest.json'), 'utf8'))
    expect(manifest.settings.org_deploy_enabled).toBe(true)
    expect(checkSlack(manifest)).toBe(true)
    expect(printed.join('\n')).toContain('Organization settings')
    await expect(writeManifest(['teams', '--org'], { app, microsoftAppId }, outDir)).rejects.toThrow('for Slack alone')
    await expect(writeManifest(['slack', '--orgs'], { app }, outDir)).rejects.toThrow('Unknown option "--orgs"')
  })

  test('lets an admin refuse what only one feature needs', async () => {
    const { bot, bot_optional: optional } = (await writeSlack()).oauth_config.scopes
    expect(bot).toEqual(expect.arrayContaining(optional))
    expect(optional).toEqual([
      'channels:history',
      'files:write',
      'groups:history',
      'metadata.message:read',
      'usergroups:read',
    ])
  })

  test('has a Home tab, takes what is pressed and typed, and direct messages', async () => {
    const { features, settings } = await writeSlack()
    expect(features.app_home).toEqual({
      home_tab_enabled: true,
      messages_tab_enabled: true,
      messages_tab_read_only_enabled: false,
    })
    expect(settings.interactivity).toMatchObject({ is_enabled: true })
  })

  test.each([
    { display_information: { name: 'x'.repeat(36) } },
    { display_information: { name: 'x' }, features: { slash_commands: [{ command: 'tabnine', description: 'x' }] } },
    { display_information: { name: 'x' }, settings: { socket_mode: true } },
  ])('its schema refuses %j', wrong => expect(checkSlack(wrong)).toBe(false))
})

describe('Teams', () => {
  test("keeps to Microsoft's schema, the newest that is bundled", async () => {
    const { manifest } = await writeTeams({ publicUrl: 'https://bot.example.com/path' })
    const check = compileNewestTeamsSchema()
    expect([check(manifest), check.errors]).toEqual([true, null])
    expect(manifest.validDomains).toEqual(['bot.example.com'])
    expect(check({ ...manifest, bots: [{ ...manifest.bots[0], scopes: ['groupchat'] }] })).toBe(false)
    expect(check({ ...manifest, manifestVersion: '1.29' })).toBe(false)
  })

  test('has its ids filled in, and the version of the package', async () => {
    const { manifest } = await writeTeams()
    expect(manifest).toMatchObject({ id: microsoftAppId, bots: [{ botId: microsoftAppId }], validDomains: [] })
    expect(manifest.version).toBe(require('../../../package.json').version)
    expect(JSON.stringify(manifest)).not.toContain('${')
    expect(printed.join('\n')).toContain('/api/messages')
  })

  test('lists at most twelve entries in every place where the bot is, and only such as there are', async () => {
    const { scopes, commandLists } = (await writeTeams()).manifest.bots[0]
    expect(commandLists.flatMap(list => list.scopes).toSorted()).toEqual(scopes.toSorted())
    const names = commands.map(({ name }) => name)
    for (const list of commandLists) {
      expect(list.commands.length).toBeLessThanOrEqual(12)
      const titles = list.commands.filter(({ type }) => type !== 'prompt').map(({ title }) => title)
      expect(new Set(titles).size).toBe(titles.length)
      expect(names).toEqual(expect.arrayContaining(titles))
    }
  })

  test('lists personal commands for the personal chat, and shared ones for every place', async () => {
    const { commandLists } = (await writeTeams()).manifest.bots[0]
    const titlesIn = (scope: string) =>
      commandLists.filter(list => list.scopes.includes(scope)).flatMap(list => list.commands.map(({ title }) => title))
    expect(titlesIn('personal')).toEqual(expect.arrayContaining(['home', 'me']))
    for (const scope of ['team', 'groupChat']) {
      const personal = commands.filter(({ surface }) => surface === 'personal').map(({ name }) => name)
      expect(titlesIn(scope).filter(title => personal.includes(title))).toEqual([])
      expect(titlesIn(scope)).toEqual(expect.arrayContaining(['subscribe', 'share']))
    }
  })

  test('starts a personal chat with two questions', async () => {
    const { commandLists } = (await writeTeams()).manifest.bots[0]
    const prompts = commandLists.flatMap(({ scopes, commands }) =>
      commands.filter(({ type }) => type === 'prompt').map(({ prompt }) => [scopes, prompt]),
    )
    expect(prompts).toEqual([
      [['personal'], 'me'],
      [['personal'], 'who is not using it?'],
    ])
  })

  test('is German for people whose Teams is German, with all that is listed', async () => {
    const { manifest, german } = await writeTeams()
    const check = compileNewestTeamsSchema('MicrosoftTeams.Localization.schema.json')
    expect([check(german), check.errors]).toEqual([true, null])
    const places = manifest.bots[0].commandLists.flatMap(({ commands }, list) =>
      commands.map((entry, nth) => ({ entry, at: `bots[0].commandLists[${list}].commands[${nth}]` })),
    )
    for (const { entry, at } of places) {
      expect(german[`${at}.description`]).not.toBe(entry.description)
      if (entry.type === 'prompt') expect(german[`${at}.prompt`]).toBeTruthy()
      else expect(toVerb(german[`${at}.title`] ?? '')).toBe(entry.title)
    }
    const keys = places.flatMap(({ entry, at }) =>
      ['title', 'description', ...(entry.type ? ['prompt'] : [])].map(key => `${at}.${key}`),
    )
    expect(Object.keys(german).filter(key => key.startsWith('bots'))).toEqual(keys)
  })

  test('names the company that runs the bot', async () => {
    const { manifest } = await writeTeams({
      app: {
        developer: 'Northwind "Robotics"',
        websiteUrl: 'https://northwind.example/bot',
        privacyUrl: 'https://northwind.example/privacy',
        termsUrl: 'https://northwind.example/terms',
      },
    })
    expect(manifest.developer).toEqual({
      name: 'Northwind "Robotics"',
      websiteUrl: 'https://northwind.example/bot',
      privacyUrl: 'https://northwind.example/privacy',
      termsOfUseUrl: 'https://northwind.example/terms',
    })
  })

  test('is a zip of the manifest, its German and two pictures of the right size', async () => {
    const { files, manifest } = await writeTeams()
    expect(Object.keys(files)).toEqual(['manifest.json', 'de.json', manifest.icons.color, manifest.icons.outline])
    expect(readSize(files['color.png'])).toEqual([192, 192])
    expect(readSize(files['outline.png'])).toEqual([32, 32])
  })

  test.each([undefined, '', 'my-bot'])('needs an app id, not %j', async wrong => {
    const error = await writeManifest(['teams'], { app, microsoftAppId: wrong }, outDir).catch(reason => reason)
    expect(error).toBeInstanceOf(ConfigError)
    expect(error.problems).toHaveLength(1)
    expect(error.problems[0]).toMatch(/^MICROSOFT_APP_ID is .+\.$/)
  })
})

test.each([[[]], [['discord']]])('a platform has to be chosen: %j', async argv => {
  await expect(writeManifest(argv, { app }, outDir)).rejects.toThrow('npm run manifest -- slack')
})

function compileNewestTeamsSchema(file = 'MicrosoftTeams.schema.json') {
  const folder = join(dirname(require.resolve('@microsoft/app-manifest')), 'json-schemas/teams')
  const minor = readdirSync(folder).map(name => Number(/^v1\.(\d+)$/.exec(name)?.[1] ?? 0))
  const schema = readFileSync(join(folder, `v1.${Math.max(...minor)}`, file), 'utf8')
  return new Draft4.default({ allErrors: true, strict: false, validateFormats: false, unicodeRegExp: false }).compile(
    JSON.parse(schema),
  )
}

/** Width and height of a PNG. */
function readSize(png: Uint8Array = new Uint8Array()): number[] {
  const view = Buffer.from(png)
  expect(view.subarray(1, 4).toString()).toBe('PNG')
  return [view.readUInt32BE(16), view.readUInt32BE(20)]
}
