import { existsSync } from 'node:fs'

/** Whether this is a checkout: the published package has neither the demo nor npm scripts. */
export const isCheckout = existsSync(new URL('../../demo/main.ts', import.meta.url))

const scripts = /npm run (?:-s )?(ask|config|doctor|manifest|store)(?: --)?/g

/**
 * A text with its commands as they are typed where the bot is installed.
 * @example asTyped('npm run store -- export x', false) // 'npx tabnine-usage-bot store export x'
 */
export function asTyped(text: string, isSource = isCheckout): string {
  return isSource ? text : text.replace(scripts, 'npx tabnine-usage-bot $1')
}
