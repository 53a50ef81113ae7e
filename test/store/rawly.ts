import { connect } from 'node:net'

/** An address as it stands: `fetch` would tidy it before it is sent. */
export function rawly(url: string, path: string): Promise<{ status: number; head: string; body: string }> {
  const { port, host } = new URL(url)
  const { promise, resolve, reject } = Promise.withResolvers<{ status: number; head: string; body: string }>()
  let heard = ''
  const socket = connect(Number(port), '127.0.0.1', () =>
    socket.write(`GET ${path} HTTP/1.1\r\nHost: ${host}\r\nAccept: text/html\r\nConnection: close\r\n\r\n`),
  )
  socket
    .setEncoding('utf8')
    .on('data', (piece) => (heard += piece))
    .on('error', reject)
    .on('end', () => {
      const [head = '', ...body] = heard.split('\r\n\r\n')
      resolve({ status: Number(/^HTTP\/1.1 (\d{3})/.exec(head)?.[1]), head, body: body.join('\r\n\r\n') })
    })
  return promise
}
