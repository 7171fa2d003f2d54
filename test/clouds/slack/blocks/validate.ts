import { Ajv, type ValidateFunction } from 'ajv'
import { CHART_SCHEMA } from './chart.ts'
import { addLimits } from './limits.ts'
import { type CheckedBlock, findRuleProblems, type Surface } from './rules.ts'
import { type BlockSchema, loadBlockSchema } from './schema.ts'
import { decideUnionsByType } from './unions.ts'
import { wordProblem } from './wording.ts'

const MAXIMUM_BLOCKS: Record<Surface, number> = { message: 50, modal: 100, home: 100 }

const validators = compileValidators(await loadBlockSchema())

/**
 * Everything Slack would refuse in these blocks, in the words of its `errors` list; empty = fine.
 * @param pointer where the blocks are in the request, for the `json-pointer` of each problem
 */
export function validateBlocks(blocks: unknown, surface: Surface, pointer = '/blocks'): string[] {
  const validate = validators[surface]
  if (validate(blocks)) return findRuleProblems(blocks as CheckedBlock[], surface, pointer)
  return [...new Set((validate.errors ?? []).flatMap(error => wordProblem(error, pointer) ?? []))]
}

function compileValidators(types: BlockSchema): Record<Surface, ValidateFunction> {
  const withCharts = addLimits(decideUnionsByType(addCharts(types)))
  // Lengths are counted in UTF-16 units: never less than what Slack counts, and what JavaScript's `length` gives.
  // The option works but is announced as deprecated on every start, hence no logger.
  const ajv = new Ajv({
    allErrors: true,
    strict: false,
    unicode: false,
    verbose: true,
    logger: false,
    inlineRefs: false,
  })
  ajv.addSchema(withCharts, 'blocks')
  const compile = (surface: Surface) =>
    ajv.compile({
      type: 'array',
      maxItems: MAXIMUM_BLOCKS[surface],
      items: { $ref: 'blocks#/definitions/KnownBlock' },
    })
  return { message: compile('message'), modal: compile('modal'), home: compile('home') }
}

function addCharts({ definitions }: BlockSchema): BlockSchema {
  const known = definitions.KnownBlock as { anyOf: { $ref: string }[] }
  const anyOf = [...known.anyOf, { $ref: '#/definitions/DataVisualizationBlock' }]
  return { definitions: { ...definitions, KnownBlock: { anyOf }, DataVisualizationBlock: CHART_SCHEMA } }
}
