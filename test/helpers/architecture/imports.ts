/** Reads imports out of source text, as far as this project writes them: statements at the start of a line. */
export type Import = {
  readonly specifier: string
  /** Erased at run time: it couples no modules, but still the design. */
  readonly isType: boolean
}

const statement = /^(?:import|export)\s+(type\s)?\s*(?:([\w$*{}\s,]+?)\s+from\s+)?['"]([^'"]+)['"]/gm
const call = /\b(?:import|require)\(\s*['"]([^'"]+)['"]\s*\)/g

export function readImports(source: string): Import[] {
  const stated = [...source.matchAll(statement)].map(([, type, names, specifier = '']) => ({
    specifier,
    isType: type !== undefined || areAllTypes(names),
  }))
  const called = [...source.matchAll(call)].map(([, specifier = '']) => ({ specifier, isType: false }))
  return [...stated, ...called]
}

/** `{ type A, type B }` */
function areAllTypes(names: string | undefined): boolean {
  const list = /^\{([^}]*)\}$/.exec(names?.trim() ?? '')?.[1]
  return list?.split(',').every(name => name.trim() === '' || /^\s*type\s/.test(name)) ?? false
}
