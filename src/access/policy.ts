import type { Conversation } from '../ports.ts'

/** Who asks. Made by an adapter; what the platform knows of the person is asked for only where it matters. */
export type Caller = {
  readonly platform: 'slack' | 'teams' | 'terminal' | 'web'
  /** The platform's own id of the person, as `ADMINS` may name it. */
  readonly id: string
  /** Whoever sits at the terminal of the bot is an admin; in chat only whom the settings name. */
  readonly isAdmin: boolean
  /** Somebody from outside the company, as may happen in shared channels: not answered. */
  readonly isStranger: boolean
  /** Every field may be unknown. Never throws. */
  profile(): Promise<Profile>
  /** What stands before a command line where this person types. */
  readonly prefix: string
  /** Where it is asked; `null` where nothing could be posted later, as in a terminal. */
  readonly place: Place | null
}

/** `name` is how others in the conversation know this person. */
export type Profile = { readonly email: string | null; readonly zone: string | null; readonly name: string | null }

/** A conversation, and the personal chat with whoever asks there. */
export type Place = {
  readonly conversation: Spot
  readonly person: Spot
  /** What to write there to let the bot in, where it is no member and can post nothing; `null` where it can, or may. */
  readonly wayIn?: () => Promise<string | null>
}
export type Spot = Omit<Conversation, 'closed'>

/** Whether a caller is one of those an installation calls admins: by platform id, or by e-mail in any case. */
export async function isAdmin(caller: Caller, admins: readonly string[]): Promise<boolean> {
  if (caller.isAdmin) return true
  if (admins.length === 0) return false
  if (admins.some(admin => isSame(admin, caller.id))) return true
  const { email } = await caller.profile()
  return email !== null && admins.some(admin => isSame(admin, email))
}

/** A person's account, as far as needed to tell whether it is the one asked for. */
export type Account = { readonly id: string; readonly email: string | null }

/** Whether somebody may see the usage of the person they asked for: admins anybody's, everybody their own. */
export function maySeePerson(admin: boolean, own: Account | null, asked: string): boolean {
  return admin || (own !== null && (isSame(own.id, asked) || (own.email !== null && isSame(own.email, asked))))
}

/** Only letters of ASCII have a case here: a look-alike such as the Kelvin sign must not pass for a k. */
function isSame(a: string, b: string): boolean {
  return fold(a) === fold(b)
}

function fold(name: string): string {
  return name.trim().replace(/[A-Z]/g, letter => letter.toLowerCase())
}
