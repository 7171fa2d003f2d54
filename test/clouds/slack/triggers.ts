import { randomUUID } from 'node:crypto'

/** Trigger ids: each opens one view, within three seconds. */
export interface Triggers {
  /** @param viewId the modal it was given out in, on which another may be pushed */
  create(userId: string, viewId?: string): string
  /** Whose it is, or Slack's word for why not. */
  use(id: string): { userId: string; viewId?: string } | { error: string }
}

const LIFETIME = 3000

export function createTriggers(now: () => Date): Triggers {
  const open = new Map<string, { whose: { userId: string; viewId?: string }; until: number; used: boolean }>()
  return {
    create(userId, viewId) {
      const id = `trigger.${randomUUID()}`
      open.set(id, { whose: { userId, ...(viewId ? { viewId } : {}) }, until: now().getTime() + LIFETIME, used: false })
      return id
    },
    use(id) {
      const trigger = open.get(id)
      if (!trigger) return { error: 'invalid_trigger_id' }
      if (trigger.used) return { error: 'exchanged_trigger_id' }
      if (now().getTime() >= trigger.until) return { error: 'expired_trigger_id' }
      trigger.used = true
      return trigger.whose
    },
  }
}
