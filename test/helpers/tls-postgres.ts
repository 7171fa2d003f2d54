import { once } from 'node:events'
import { createServer, type Socket } from 'node:net'
import { TLSSocket } from 'node:tls'

/**
 * As much of a PostgreSQL server as it takes to meet its certificate: it offers TLS, and refuses everyone's password over
 * it. With no certificate it offers no TLS.
 */
export async function startTlsPostgres(certificate: { key: string; cert: string } | null) {
  const sockets = new Set<Socket>()
  const server = createServer(socket => {
    sockets.add(socket)
    socket.on('error', () => {})
    // The client's first message asks for TLS.
    socket.once('data', () => {
      if (!certificate) return void socket.write('N')
      socket.write('S')
      const secure = new TLSSocket(socket, { isServer: true, ...certificate })
      secure.on('error', () => {})
      secure.once('data', () => secure.end(refusal()))
    })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return {
    url: `postgres://bot:secret@localhost:${address.port}/bot?sslmode=verify-full`,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}

/** "Password authentication failed", as the protocol writes an error. */
function refusal(): Buffer {
  const fields = ['SFATAL', 'VFATAL', 'C28P01', 'Mno', ''].map(field => `${field}\0`).join('')
  const length = Buffer.alloc(4)
  length.writeInt32BE(4 + fields.length)
  return Buffer.concat([Buffer.from('E'), length, Buffer.from(fields)])
}
