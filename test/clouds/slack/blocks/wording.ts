import type { ErrorObject } from 'ajv'

/** A schema error in the words of Slack's `errors` list; undefined where another error says it already. */
export function wordProblem(error: ErrorObject, pointer: string): string | undefined {
  const text = wordError(error)
  return text && `${text} [json-pointer:${pointer}${error.instancePath}]`
}

function wordError({ keyword, params, instancePath, data }: ErrorObject): string | undefined {
  switch (keyword) {
    case 'if':
      return undefined
    case 'required':
      return `missing required field: ${params.missingProperty}`
    case 'additionalProperties':
      return `invalid additional property: ${params.additionalProperty}`
    case 'enum':
    case 'const':
      return instancePath.endsWith('/type') ? `unsupported type: ${data}` : 'unsupported value'
    case 'type':
      return `must be ${params.type === 'object' || params.type === 'array' ? 'an' : 'a'} ${params.type}`
    case 'maxLength':
      return `must be less than ${params.limit + 1} characters`
    case 'minLength':
      return `must be more than ${params.limit - 1} characters`
    case 'maxItems':
      return `no more than ${params.limit} items allowed`
    case 'minItems':
      return `no fewer than ${params.limit} items allowed`
    case 'anyOf':
      return 'failed to match all allowed schemas'
    default:
      return `must be ${params.comparison ?? ''} ${params.limit ?? ''}`
  }
}
