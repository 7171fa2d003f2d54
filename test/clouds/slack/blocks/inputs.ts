/** An element that people fill in, as far as its schema leaves it open. */
type Input = { type: string; [key: string]: unknown }

/** The rule of inputs that no schema has: an initial value must be one that a person could fill in. */
export function findInputProblems(element: Input, at: string): string[] {
  switch (element.type) {
    case 'static_select':
      return findUnknown([element.initial_option], element.options, `${at}/initial_option`)
    case 'multi_static_select':
      return [
        ...findUnknown(element.initial_options, element.options, `${at}/initial_options`),
        ...findTooMany(element, at),
      ]
    case 'multi_external_select':
      return findTooMany(element, at)
    case 'datepicker':
      return isDay(element.initial_date) ? [] : [problem('must be a date: YYYY-MM-DD', `${at}/initial_date`)]
    case 'timepicker':
      return element.initial_time === undefined || /^(?:[01]\d|2[0-3]):[0-5]\d$/.test(String(element.initial_time))
        ? []
        : [problem('must be a time: HH:mm', `${at}/initial_time`)]
    case 'number_input':
      return findNumberProblems(element, at)
    case 'plain_text_input':
      return String(element.initial_value ?? '').length <= Number(element.max_length ?? 3000)
        ? []
        : [problem('must be shorter', `${at}/initial_value`)]
    default:
      return []
  }
}

function findUnknown(initial: unknown, options: unknown, at: string): string[] {
  const known = (Array.isArray(options) ? options : []).map(option => JSON.stringify(option))
  const chosen = (Array.isArray(initial) ? initial : []).filter(option => option !== undefined)
  return chosen.every(option => known.includes(JSON.stringify(option)))
    ? []
    : [problem('must be one of the options', at)]
}

function findTooMany({ initial_options, max_selected_items }: Input, at: string): string[] {
  const count = Array.isArray(initial_options) ? initial_options.length : null
  return [
    ...(count === 0 ? [problem('no fewer than 1 items allowed', `${at}/initial_options`)] : []),
    ...(max_selected_items !== undefined && Number(max_selected_items) < 1
      ? [problem('must be > 0', `${at}/max_selected_items`)]
      : []),
    ...(count !== null && max_selected_items !== undefined && count > Number(max_selected_items)
      ? [problem('more than may be selected', `${at}/initial_options`)]
      : []),
  ]
}

function findNumberProblems({ initial_value, min_value, max_value, is_decimal_allowed }: Input, at: string): string[] {
  const isNumber = (value: unknown) => (is_decimal_allowed ? /^-?\d+(\.\d+)?$/ : /^-?\d+$/).test(String(value))
  const bounds = { initial_value, min_value, max_value }
  const wrong = Object.entries(bounds).filter(([, value]) => value !== undefined && !isNumber(value))
  const isOutside =
    initial_value !== undefined &&
    (Number(initial_value) < Number(min_value ?? initial_value) ||
      Number(initial_value) > Number(max_value ?? initial_value))
  return [
    ...wrong.map(([name]) => problem('must be a number', `${at}/${name}`)),
    ...(isOutside ? [problem('must be between min_value and max_value', `${at}/initial_value`)] : []),
  ]
}

function isDay(value: unknown): boolean {
  if (value === undefined) return true
  const day = new Date(`${value}T00:00:00Z`)
  return !Number.isNaN(day.getTime()) && day.toISOString().slice(0, 10) === value
}

function problem(text: string, at: string): string {
  return `${text} [json-pointer:${at}]`
}
