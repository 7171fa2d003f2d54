import { execFileSync, spawnSync } from 'node:child_process'
import { symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../../scripts/docs/documents.ts'

/** The last commit before the migration 0013: it counts as the version before while there is no tag. */
const recorded = 'cf3fa8e43170055d5d583b3748e4ba14bf7ffbe5'

export type OlderVersion = { readonly commit: string; readonly why: string }

/** @param tags the tags of versions before the one of the work tree, newest first */
export function chooseOlder(tags: readonly string[]): OlderVersion {
  const tag = tags.find(name => /^v\d+\.\d+\.\d+/.test(name))
  return tag === undefined
    ? { commit: recorded, why: `${recorded.slice(0, 7)}, a recorded commit, because there is no tag` }
    : { commit: tag, why: `${tag}, the newest tag` }
}

/** A release that is just being made has its own tag already, and is not older than itself. */
export function readTags(): string[] {
  const options = ['tag', '--list', 'v*', '--sort=-version:refname', '--merged', 'HEAD', '--no-contains', 'HEAD']
  return git(...options)
    .toString('utf8')
    .split('\n')
    .filter(Boolean)
}

/** Whether the work tree is a clone at all: an archive of the sources has no older versions. */
export function isClone(): boolean {
  return spawnSync('git', ['rev-parse', '--git-dir'], { cwd: root }).status === 0
}

/**
 * Lays the sources of an older version into a folder. It uses the installed packages of this one.
 * @returns its program
 */
export function unpackOlder(folder: string, { commit, why }: OlderVersion): string {
  if (spawnSync('git', ['cat-file', '-e', `${commit}^{commit}`], { cwd: root }).status !== 0)
    throw new Error(`This clone does not have ${why}: run "git fetch --unshallow --tags".`)
  const archive = git('archive', commit, 'adapters', 'bin', 'package.json', 'src')
  execFileSync('tar', ['x', '-C', folder], { input: archive })
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
  return join(folder, 'bin/bot.mjs')
}

function git(...command: readonly string[]): Buffer {
  return execFileSync('git', command, { cwd: root, maxBuffer: 1e8 })
}
