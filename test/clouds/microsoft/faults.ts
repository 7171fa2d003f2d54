import { type Answer, type Refusal, refuse } from './refusals.ts'

export type Operation = 'token' | 'metadata' | 'keys' | 'create' | 'post' | 'typing' | 'update' | 'delete' | 'members'

/** Something that goes wrong on request. */
export type Fault = {
  on: Operation
  /** Only in this conversation (id as `cloud.conversation` gives it). */
  conversation?: string
  /** How often; once by default, `Infinity` until `heal()`. */
  times?: number
  /** Answers with Teams' own shape for this code … */
  refuse?: Refusal
  /** … or with this status and body. */
  status?: number
  body?: unknown
  headers?: Record<string, string>
  /** The connection is cut: before anything is done, or (`lostReply`) after it was done; with a `status` it answers that. */
  cut?: boolean
  lostReply?: boolean
  /** Called when the call arrives; nothing is done or answered before its promise has settled. */
  until?: () => Promise<unknown>
}

/** An answer, and whether the connection is cut instead of sending it. */
export type Reply = Answer & { cut?: boolean }

export type Faults = {
  add(fault: Fault): void
  heal(): void
  /** Does the work and gives its answer, unless a fault waits for this operation. */
  meet(on: Operation, conversation: string | undefined, work: () => Answer): Promise<Reply>
}

export function createFaults(): Faults {
  let waiting: { fault: Fault; left: number }[] = []
  const take = (on: Operation, conversation: string | undefined): Fault | undefined => {
    const hit = waiting.find(({ fault }) => fault.on === on && (fault.conversation ?? conversation) === conversation)
    if (!hit) return undefined
    hit.left -= 1
    if (hit.left <= 0) waiting = waiting.filter(other => other !== hit)
    return hit.fault
  }
  return {
    add: fault => void waiting.push({ fault, left: fault.times ?? 1 }),
    heal() {
      waiting = []
    },
    async meet(on, conversation, work) {
      const fault = take(on, conversation)
      if (!fault) return work()
      await fault.until?.()
      if (fault.cut) return { status: 500, cut: true }
      if (fault.refuse) return refuse(fault.refuse, undefined, fault.headers)
      const { status, body, headers = {}, lostReply: isDone = false } = fault
      if (status === undefined) return { ...work(), cut: isDone }
      if (isDone) work()
      return { status, body, headers }
    },
  }
}
