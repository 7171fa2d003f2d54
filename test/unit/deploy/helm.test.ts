/** The chart, rendered by Go's own template engine: it uses none of the functions that Helm adds. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse as render } from '@evertdespiegeleer/go-template'
import { Ajv } from 'ajv'
import { Deployment } from 'kubernetes-models/apps/v1/Deployment'
import { Job } from 'kubernetes-models/batch/v1/Job'
import { NetworkPolicy } from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicy'
import { PodDisruptionBudget } from 'kubernetes-models/policy/v1/PodDisruptionBudget'
import { ConfigMap } from 'kubernetes-models/v1/ConfigMap'
import { PersistentVolumeClaim } from 'kubernetes-models/v1/PersistentVolumeClaim'
import { Service } from 'kubernetes-models/v1/Service'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { root } from '../../../scripts/docs/documents.ts'
import { listSettings } from '../../../src/config.ts'
import { startProcess } from '../../helpers/bot-process.ts'
import { makeBlankDatabase } from '../../helpers/database.ts'

const folder = join(root, 'deploy/helm')
const read = (path: string) => readFileSync(join(folder, path), 'utf8')
const chart: { version: string; appVersion: string; name: string } = parse(read('Chart.yaml'))
const values: Readonly<Record<string, unknown>> & { terminationGracePeriodSeconds: number; drainSeconds: number } =
  parse(read('values.yaml'))
const isValid = new Ajv({ strict: false }).compile(JSON.parse(read('values.schema.json')))
const withServer = { replicas: 2, database: { existingSecret: 'bot-database' } }

/** @throws where Kubernetes does not know the object */
const kinds = { ConfigMap, Deployment, Job, NetworkPolicy, PersistentVolumeClaim, PodDisruptionBudget, Service }
type Kind = keyof typeof kinds

async function renderChart(given: object): Promise<ReadonlyMap<Kind, Readonly<Record<string, unknown>>>> {
  const all = { ...values, ...given }
  expect(isValid(all), JSON.stringify(isValid.errors)).toBe(true)
  const input = {
    Values: all,
    Release: { Name: 'usage', Service: 'Helm' },
    Chart: { Name: chart.name, AppVersion: chart.appVersion },
  }
  const files = readdirSync(join(folder, 'templates')).filter(name => name.endsWith('.yaml'))
  const rendered = await Promise.all(
    files.map(async name => parse(await render(read('templates/_labels.tpl') + read(`templates/${name}`), input))),
  )
  return new Map(rendered.filter(Boolean).map(object => [object.kind, object]))
}

function validate(objects: Awaited<ReturnType<typeof renderChart>>): void {
  for (const [kind, object] of objects) new kinds[kind](object as never).validate()
}

type Container = { env: { name: string; value?: string }[]; image: string; [field: string]: unknown }
type Pod = { containers: [Container]; volumes: { name: string }[]; [field: string]: unknown }
type Spec = { replicas: number; strategy: { type: string }; template: { spec: Pod } }

const specOf = (objects: Awaited<ReturnType<typeof renderChart>>) => objects.get('Deployment')?.spec as Spec

test('without a database server it is one process with a volume', async () => {
  const objects = await renderChart({})
  validate(objects)
  expect([...objects.keys()].sort()).toEqual(['Deployment', 'NetworkPolicy', 'PersistentVolumeClaim', 'Service'])
  const spec = specOf(objects)
  expect([spec.replicas, spec.strategy.type]).toEqual([1, 'Recreate'])
  expect(spec.template.spec.volumes.map(({ name }) => name)).toEqual(['tmp', 'data'])
})

test('with one it is two, and not both are taken away at once', async () => {
  const objects = await renderChart(withServer)
  validate(objects)
  expect([...objects.keys()].sort()).toEqual(['Deployment', 'Job', 'NetworkPolicy', 'PodDisruptionBudget', 'Service'])
  const spec = specOf(objects)
  expect([spec.replicas, spec.strategy.type]).toEqual([2, 'RollingUpdate'])
  expect(spec.template.spec.volumes.map(({ name }) => name)).toEqual(['tmp'])
})

test('the tables are updated before the first new pod, by a command that the image has', async () => {
  const objects = await renderChart(withServer)
  const job = objects.get('Job')
  expect(job).toMatchObject({
    metadata: { annotations: { 'helm.sh/hook': 'pre-install,pre-upgrade' } },
    spec: {
      template: {
        spec: { containers: [{ args: ['store', 'migrate'], image: `tabnine-usage-bot:${chart.appVersion}` }] },
      },
    },
  })
  // The Service of the bot must not send anything to it.
  expect(JSON.stringify(job)).toContain('"app.kubernetes.io/name":"tabnine-usage-bot-migration"')
  const { url: DATABASE_URL } = await makeBlankDatabase()
  const migrated = await startProcess(['store', 'migrate'], { DATABASE_URL }).ended
  expect(migrated).toMatchObject({ exitCode: 0, stderr: '' })
  const again = await startProcess(['store', 'migrate', '--status'], { DATABASE_URL }).ended
  expect(again.exitCode).toBe(0)
})

test.each([
  ['two replicas without a database server', { replicas: 2 }],
  ['no replica', { ...withServer, replicas: 0 }],
  ['a secret without a name', { secretName: '' }],
  ['a setting that the chart makes', { settings: { DATABASE_URL: 'postgres://bot@db/bot' } }],
  ['a value that the chart does not know', { replica: 2 }],
])('%s is refused', (_what, given) => {
  expect(isValid({ ...values, ...given })).toBe(false)
})

test('settings and the configuration file arrive as they are written', async () => {
  const config = 'roles:\n  admin: ["ada@example.com"] # "quoted": yes, {{ braces }} and ümlauts\n'
  const settings = { TIME_ZONE: 'Europe/Berlin', ADMINS: 'ada@example.com,"x"', BOT_LANGUAGE: 'de' }
  const objects = await renderChart({ ...withServer, config, settings })
  validate(objects)
  expect(objects.get('ConfigMap')?.data).toEqual({ 'config.yaml': config })
  const [{ env }] = specOf(objects).template.spec.containers
  const given = Object.fromEntries(env.map(({ name, value }) => [name, value]))
  expect(given).toMatchObject({ ...settings, CONFIG_FILE: '/config/config.yaml', DRAIN_SECONDS: '15' })
  const known = listSettings().map(({ name }) => name)
  expect(env.map(({ name }) => name).filter(name => !known.includes(name))).toEqual([])
})

describe('the pod', () => {
  test('has no rights, and writes only to its volumes', async () => {
    const { containers, ...pod } = specOf(await renderChart({})).template.spec
    expect(pod).toMatchObject({
      automountServiceAccountToken: false,
      securityContext: { runAsNonRoot: true, runAsUser: 10_001, seccompProfile: { type: 'RuntimeDefault' } },
    })
    expect(containers[0].securityContext).toEqual({
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
    })
  })

  test('is asked whether it lives and is ready, and has time to end', async () => {
    const { containers, ...pod } = specOf(await renderChart({})).template.spec
    const at = (path: string) => ({ httpGet: { path, port: 'http' } })
    expect(containers[0]).toMatchObject({
      startupProbe: at('/health/ready'),
      livenessProbe: at('/health/live'),
      readinessProbe: at('/health/ready'),
      lifecycle: { preStop: { exec: { command: ['node', '-e', 'setTimeout(() => {}, 5000)'] } } },
    })
    // preStop, drain, and the ten seconds of a stop.
    expect(pod.terminationGracePeriodSeconds).toBeGreaterThanOrEqual(5 + values.drainSeconds + 10)
  })

  test('runs the image of this version', async () => {
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
    expect([chart.version, chart.appVersion]).toEqual([version, version])
    const image = (given: object) => renderChart(given).then(made => specOf(made).template.spec.containers[0].image)
    expect(await image({})).toBe(`tabnine-usage-bot:${version}`)
    const own = { repository: 'registry.example.com/bot', tag: '1.2.3', pullPolicy: 'Always' }
    expect(await image({ image: own })).toBe('registry.example.com/bot:1.2.3')
  })
})

test('metrics are for the monitoring namespace only', async () => {
  const policy = (await renderChart({})).get('NetworkPolicy')
  const from = [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'monitoring' } } }]
  expect(policy).toMatchObject({
    spec: {
      ingress: [{ ports: [{ port: 3000 }] }, { ports: [{ port: 9464 }], from }],
      egress: [{ ports: [{ port: 53 }, { port: 53 }, { port: 443 }, { port: 5432 }] }],
    },
  })
})

test('what Kubernetes does not know is found', () => {
  const broken = new Map([
    ['Service' as const, { apiVersion: 'v1', kind: 'Service', spec: { ports: [{ port: 'x' }] } }],
  ])
  expect(() => validate(broken)).toThrow('port')
})
