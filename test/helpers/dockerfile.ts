/** The Dockerfile as data: its stages with their instructions. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Copy, DockerfileParser, type From, type Instruction } from 'dockerfile-ast'
import { root } from '../../scripts/docs/documents.ts'

type CopyStep = { readonly from: string | null; readonly sources: readonly string[]; readonly target: string }

export type Stage = {
  readonly name: string
  /** Another stage, or an image with its ARG filled in. */
  readonly base: string
  readonly instructions: readonly { readonly keyword: string; readonly text: string }[]
  readonly copies: readonly CopyStep[]
}

export function readStages(): Stage[] {
  const parsed = DockerfileParser.parse(readFileSync(join(root, 'Dockerfile'), 'utf8'))
  const args = new Map(
    parsed.getInitialARGs().map(arg => [arg.getProperty()?.getName(), arg.getProperty()?.getValue()]),
  )
  const stages: { from: From; rest: Instruction[] }[] = []
  for (const instruction of parsed.getInstructions()) {
    if (instruction.getKeyword() === 'FROM') stages.push({ from: instruction as From, rest: [] })
    else stages.at(-1)?.rest.push(instruction)
  }
  return stages.map(({ from, rest }) => ({
    name: from.getBuildStage() ?? '',
    base: (from.getImage() ?? '').replace(/^\$\{(\w+)\}$/, (_, name) => args.get(name) ?? ''),
    instructions: rest.map(each => ({ keyword: each.getKeyword(), text: each.getArgumentsContent() ?? '' })),
    copies: rest.filter(each => each.getKeyword() === 'COPY').map(each => readCopy(each as Copy)),
  }))
}

function readCopy(copy: Copy): CopyStep {
  const paths = copy.getArguments().map(argument => argument.getValue())
  return { from: copy.getFromFlag()?.getValue() ?? null, sources: paths.slice(0, -1), target: paths.at(-1) ?? '' }
}

/** A stage and those that it builds on, the lowest first. */
export function lineOf(name: string, stages: readonly Stage[]): Stage[] {
  const stage = stages.find(each => each.name === name)
  return stage ? [...lineOf(stage.base, stages), stage] : []
}
