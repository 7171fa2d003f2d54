/** The schema of the configuration file that editors use. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { root } from '../../scripts/docs/documents.ts'
import { describeConfigFile } from '../../src/config/json-schema.ts'

const read = (path: string) => readFileSync(join(root, path), 'utf8')

test('config.schema.json is what "npm run docs" writes: run it after a change of settings', () => {
  expect(read('config.schema.json')).toBe(describeConfigFile())
})

test('the example names it, and is valid by it; a misspelled setting is not', () => {
  const example = read('config.example.yaml')
  expect(example).toMatch(/^# yaml-language-server: \$schema=\.\/config\.schema\.json\n/)
  const validate = new Ajv2020({ allErrors: true }).compile(JSON.parse(describeConfigFile()))
  expect([validate(parse(example)), validate.errors]).toEqual([true, null])
  expect(validate({ alerts: { graceDay: 3 } })).toBe(false)
  expect(validate({ alerts: { watch: [{ conversation: 'slack:C1' }] } })).toBe(false)
  expect(validate({ subscriptions: [{ conversation: 'slack:C1', teams: 'all' }] })).toBe(false)
})
