/** Files in Teams: a person is asked whether they want one, and if so it is put into their own OneDrive. */
import type { Activity } from 'botbuilder'
import type { TextFile } from '../../src/message/csv.ts'
import type { Authorized } from '../../src/privacy/authorize.ts'

/** The line that gives the file: asked again when it is taken, so that nothing of it is kept until then. */
export type FileOffer = { readonly file: TextFile; readonly line: string }

/** Where Teams wants the file to be put. */
export type Destination = {
  readonly name: string
  readonly uploadUrl: string
  readonly contentUrl: string
  readonly uniqueId: string
  readonly fileType: string
}

export type Consent =
  | { readonly isTaken: true; readonly line: string; readonly to: Destination }
  | { readonly isTaken: false }

/** Asks whether someone wants a file; possible in a personal chat alone. @param holds what is in it, in a line */
export function offerActivity({ file, line }: FileOffer, holds: string): Partial<Activity> {
  const content = {
    description: holds,
    sizeInBytes: Buffer.byteLength(file.content),
    acceptContext: { line },
    declineContext: {},
  }
  const contentType = 'application/vnd.microsoft.teams.card.file.consent'
  return { type: 'message', attachments: [{ contentType, name: file.name, content }] }
}

/** UTF-16 units of an address or a line; both are shorter. */
const maxPart = 4_000

/** What someone answered to an offer; `null` where an activity is none of that, or not whole. */
export function readConsent({ type, name, value }: Activity): Consent | null {
  if (type !== 'invoke' || name !== 'fileConsent/invoke') return null
  if (value?.action === 'decline') return { isTaken: false }
  const line: unknown = value?.context?.line
  const { name: fileName, uploadUrl, contentUrl, uniqueId, fileType } = value?.uploadInfo ?? {}
  const to = { name: fileName, uploadUrl, contentUrl, uniqueId, fileType }
  const isWhole = [line, ...Object.values(to)].every(
    part => typeof part === 'string' && part !== '' && part.length <= maxPart,
  )
  return value?.action === 'accept' && isWhole ? { isTaken: true, line: line as string, to } : null
}

/** No one waits longer in chat. */
const maxUploadMs = 30_000

/** @throws if the file is not stored */
export async function uploadFile({ uploadUrl }: Destination, { content }: Authorized<TextFile>): Promise<void> {
  // Teams signs who sends something and not what it says: people's numbers go nowhere but to OneDrive.
  if (!isOneDrive(uploadUrl)) throw new Error('Teams named an address that is not one of OneDrive')
  const bytes = Buffer.from(content)
  const answer = await fetch(uploadUrl, {
    method: 'PUT',
    headers: { 'content-type': 'text/csv', 'content-range': `bytes 0-${bytes.length - 1}/${bytes.length}` },
    body: bytes,
    redirect: 'error',
    signal: AbortSignal.timeout(maxUploadMs),
  })
  await answer.arrayBuffer()
  if (!answer.ok) throw new Error(`OneDrive refused the file with status ${answer.status}`)
}

/** The message that shows the uploaded file in the chat. */
export function fileActivity({ name, contentUrl, uniqueId, fileType }: Destination, holds: string): Partial<Activity> {
  const contentType = 'application/vnd.microsoft.teams.card.file.info'
  return {
    type: 'message',
    text: holds,
    textFormat: 'plain',
    attachments: [{ contentType, name, contentUrl, content: { uniqueId, fileType } }],
  }
}

function isOneDrive(address: string): boolean {
  if (!URL.canParse(address)) return false
  const { protocol, hostname } = new URL(address)
  return protocol === 'https:' && /^[a-z0-9-]+\.sharepoint\.(com|us|cn)$/.test(hostname)
}
