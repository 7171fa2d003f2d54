import type { Reply } from './faults.ts'
import type { Incoming } from './listener.ts'

/** Where people's own files are. */
export const driveHost = 'example-my.sharepoint.com'

/** A file in a person's OneDrive. */
type Uploaded = { readonly id: string; readonly content: string }

/** What Teams gives a bot when a person accepts a file: where to upload it, and its id there. */
type UploadInfo = {
  readonly name: string
  readonly uploadUrl: string
  readonly contentUrl: string
  readonly uniqueId: string
  readonly fileType: string
}

export type Drive = {
  readonly uploads: readonly Uploaded[]
  /** Opens an upload for one file, which may be used once. */
  open(name: string): UploadInfo
  /** Undefined where a request is not for here. */
  answer(incoming: Incoming): Reply | undefined
}

/** OneDrive's upload sessions, as the reference of `createUploadSession` has them: one request, with its range. */
export function createDrive(): Drive {
  const uploads: Uploaded[] = []
  const open = new Set<string>()
  let count = 0
  const refuse = (status: number, message: string): Reply => ({ status, body: { error: { message } } })

  return {
    uploads,
    open(name) {
      const id = `file-${++count}`
      open.add(id)
      return {
        name,
        uploadUrl: `https://${driveHost}/upload/${id}`,
        contentUrl: `https://${driveHost}/personal/Documents/${encodeURIComponent(name)}`,
        uniqueId: id,
        fileType: name.split('.').at(-1) ?? '',
      }
    },
    answer({ method, host, url, headers, bytes }) {
      const id = /^\/upload\/(.+)$/.exec(url.pathname)?.[1]
      if (host !== driveHost || id === undefined) return undefined
      if (method !== 'PUT') return refuse(405, 'A session is written by PUT.')
      if (!open.has(id)) return refuse(404, 'The upload session was not found.')
      if (headers.authorization) return refuse(401, 'The address itself is the permission.')
      const range = `bytes 0-${bytes.length - 1}/${bytes.length}`
      if (headers['content-range'] !== range) return refuse(400, `The range is ${range}.`)
      open.delete(id)
      uploads.push({ id, content: bytes.toString() })
      return { status: 201, body: { id } }
    },
  }
}
