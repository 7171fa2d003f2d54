import type { Count } from '../ports.ts'

/** What a digest can advise, with the numbers that its sentence names. `null`: hidden, or not known. */
export type Advice =
  | { readonly kind: 'unused'; readonly unused: number; readonly remindable: Count; readonly expired: Count }
  | { readonly kind: 'expired-invites'; readonly expired: number }
  | { readonly kind: 'open-invites'; readonly open: number; readonly expired: Count }
  | { readonly kind: 'many-inactive'; readonly inactive: number; readonly members: number }
  | { readonly kind: 'none-started' }
  | { readonly kind: 'stopped'; readonly before: number }
  | { readonly kind: 'fewer-active'; readonly fewer: number }
  | {
      readonly kind: 'tool-fell'
      readonly tool: 'completions' | 'chat' | 'agent'
      readonly now: number
      readonly before: number
    }
