import { type Answer, refuse, refuseWith } from './answer.ts'
import { TOO_LONG } from './blocks/rules.ts'
import { validateBlocks } from './blocks/validate.ts'
import type { Args } from './emulator.ts'
import type { Content } from './record.ts'

const TEXT_CHARACTERS = 40_000

/** Reads an argument that forms carry as JSON text; undefined where it is no JSON. */
export function readJson(value: unknown): unknown {
  if (typeof value !== 'string') return value
  try {
    return JSON.parse(value)
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

/** Text and blocks of a message, from either kind of request. */
export function checkContent(args: Args): Answer | undefined {
  if (typeof args.text === 'string' && args.text.length > TEXT_CHARACTERS) return refuse('msg_too_long')
  if (isAbsent(args.blocks)) return args.text || !isAbsent(args.attachments) ? undefined : refuse('no_text')
  const blocks = readJson(args.blocks)
  if (!Array.isArray(blocks)) return refuse('invalid_blocks_format')
  if (blocks.length === 0 && !args.text) return refuse('no_text')
  const problems = validateBlocks(blocks, 'message')
  if (problems.length === 0) return undefined
  return problems.every(problem => problem.startsWith(TOO_LONG))
    ? refuse(TOO_LONG)
    : refuseWith('invalid_blocks', problems)
}

/** `metadata` is `{ event_type, event_payload }` and nothing else. */
export function checkMetadata(args: Args): Answer | undefined {
  if (isAbsent(args.metadata)) return undefined
  const metadata = readJson(args.metadata)
  if (metadata === null || typeof metadata !== 'object') return refuse('invalid_metadata_format')
  const { event_type: type, event_payload: payload } = metadata as Record<string, unknown>
  const fits = typeof type === 'string' && type.length > 0 && payload !== null && typeof payload === 'object'
  return fits ? undefined : refuse('invalid_metadata_schema')
}

export function readContent(args: Args): Content {
  const blocks = readJson(args.blocks)
  return { text: String(args.text ?? ''), ...(Array.isArray(blocks) && blocks.length > 0 ? { blocks } : {}) }
}

function isAbsent(value: unknown): boolean {
  return value === undefined || value === null || value === ''
}
