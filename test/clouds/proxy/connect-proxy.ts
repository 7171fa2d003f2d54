import { once } from 'node:events'
import { createServer } from 'node:http'
import { type AddressInfo, connect, type Socket } from 'node:net'

/** A company's proxy: alone in knowing where a host name leads. */
export interface ConnectProxy {
  /** `http://[user:password@]127.0.0.1:port` */
  url: string
  /** `host:port` of every tunnel opened, in order */
  tunnels: string[]
  /** all other requests, e.g. `GET http://usage.test/` or `refused usage.test:443` */
  others: string[]
  close(): Promise<void>
}

/**
 * Starts one in which every name leads to `port` of this machine.
 * @param credentials asked for when given
 */
export async function startConnectProxy(
  port: number,
  credentials?: { user: string; password: string },
): Promise<ConnectProxy> {
  const tunnels: string[] = []
  const others: string[] = []
  const clients = new Set<Socket>()
  const basic = credentials && Buffer.from(`${credentials.user}:${credentials.password}`).toString('base64')

  const server = createServer((request, response) => {
    others.push(`${request.method} ${request.url}`)
    response.writeHead(405).end()
  })
  server.on('connection', client => clients.add(client))
  server.on('connect', (request, client, head) => {
    // Either side may be cut at any time; a tunnel then ends on both.
    client.on('error', () => client.destroy())
    if (basic && request.headers['proxy-authorization'] !== `Basic ${basic}`) {
      others.push(`refused ${request.url}`)
      client.end('HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm="company"\r\n\r\n')
      return
    }
    tunnels.push(request.url ?? '')
    const upstream = connect(port, '127.0.0.1', () => {
      client.write('HTTP/1.1 200 Connection Established\r\n\r\n')
      upstream.write(head)
      upstream.pipe(client).pipe(upstream)
    })
    upstream.on('error', () => client.destroy())
    client.on('close', () => upstream.destroy())
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')

  const login = credentials ? `${credentials.user}:${encodeURIComponent(credentials.password)}@` : ''
  return {
    url: `http://${login}127.0.0.1:${(server.address() as AddressInfo).port}`,
    tunnels,
    others,
    async close() {
      for (const client of clients) client.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}
