import { expect, test } from 'vitest'
import { findProblems, notesOf } from '../../../scripts/release/check.ts'

const changelog =
  '# Changelog\n\n## Unreleased\n\n- next\n\n## 1.2.0 (2026-11-30)\n\n- new\n\n### More\n\n- x\n\n## 1.1.0\n\n- old\n'
const release = { version: '1.2.0', lockedVersion: '1.2.0', tags: ['v1.2.0'], changed: [], changelog }

test('notes are the section of the version, and of no other', () => {
  expect(notesOf(changelog, '1.2.0')).toBe('- new\n\n### More\n\n- x')
  expect(notesOf(changelog, '1.1.0')).toBe('- old')
  expect(notesOf(changelog, '1.2')).toBeNull()
  expect(notesOf(changelog, '2.0.0')).toBeNull()
})

test('a tagged commit with notes can be released', () => {
  expect(findProblems(release)).toEqual([])
})

test.each([
  ['no tag', { tags: ['v1.1.0'] }, 'This commit has no tag v1.2.0. Run "npm version", which also writes the tag.'],
  [
    'other lock',
    { lockedVersion: '1.1.0' },
    'package-lock.json has version 1.1.0, package.json 1.2.0. Run "npm version".',
  ],
  ['uncommitted', { changed: [' M src/app.ts'] }, 'Not committed:  M src/app.ts.'],
  ['no notes', { changelog: '# Changelog\n\n## Unreleased\n' }, 'CHANGELOG.md has no section "## 1.2.0".'],
])('%s prevents a release', (_what, change, problem) => {
  expect(findProblems({ ...release, ...change })).toEqual([problem])
})

test('what is no version prevents a release', () => {
  expect(findProblems({ ...release, version: 'next', lockedVersion: 'next' })).toEqual([
    '"next" in package.json is no version.',
    'This commit has no tag vnext. Run "npm version", which also writes the tag.',
    'CHANGELOG.md has no section "## next".',
  ])
})
