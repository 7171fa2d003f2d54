import { type Answer, refuseWith } from './answer.ts'
import { readJson } from './content.ts'
import { type Args, type Emulator, INSPECTOR_TOKEN } from './emulator.ts'

/** Pictures in messages that are files of the workspace. */
export interface Pictures {
  /** Why blocks that show them are refused; undefined where they are not. */
  check(args: Args): Promise<Answer | undefined>
}

/** @param slow how many messages that show a file come too early for it: Slack takes a moment after the upload */
export function createPictures(emulator: Emulator, slow: number): Pictures {
  const early = new Map<string, number>()

  async function isThere(file: string): Promise<boolean> {
    if (!(await emulator.call('files.info', { file }, INSPECTOR_TOKEN)).ok) return false
    const times = early.get(file) ?? 0
    early.set(file, times + 1)
    return times >= slow
  }

  return {
    async check({ blocks }) {
      const problems = []
      for (const { id, at } of listFiles(readJson(blocks))) {
        if (!(await isThere(id))) problems.push(`invalid slack file [json-pointer:/blocks/${at}/slack_file]`)
      }
      return problems.length > 0 ? refuseWith('invalid_blocks', problems) : undefined
    },
  }
}

function listFiles(blocks: unknown): { id: string; at: number }[] {
  if (!Array.isArray(blocks)) return []
  return blocks.flatMap((block, at) => {
    const file = block?.type === 'image' ? block.slack_file : undefined
    return file ? [{ id: String(file.id ?? ''), at }] : []
  })
}
