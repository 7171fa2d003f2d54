import { inject } from 'vitest'
import type { Shared } from './shared-databases.ts'

const asked: { [Name in keyof Shared]?: Promise<Shared[Name]> } = {}

/** Something that the whole run shares, made when the first test asks for it. @throws where it cannot be made */
export async function askShared<Name extends keyof Shared>(name: Name): Promise<Shared[Name]> {
  asked[name] ??= ask(name) as Promise<never>
  return asked[name] as Promise<Shared[Name]>
}

async function ask(name: keyof Shared): Promise<unknown> {
  const response = await fetch(`${inject('shared')}/${name}`)
  if (!response.ok) throw new Error(await response.text())
  return response.json()
}
