import type { Request, Response } from 'express'

/** Without authentication only this machine may ask: neither a proxy nor a web page in a browser may let others in. */
export function refuseForwarded(isDev: boolean) {
  return (request: Request, response: Response, next: () => void): void => {
    const isForwarded = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip', 'via'].some(name =>
      request.header(name),
    )
    // A page reaches this machine by a host name of its own that it lets lead here.
    const isForUs = ['127.0.0.1', 'localhost'].includes(request.hostname)
    if (isDev && (isForwarded || !isForUs)) response.status(401).end()
    else next()
  }
}
