import { createServer, connect } from 'node:net'
import type { Server, Socket } from 'node:net'
import { freePort } from '#platform/free-port'

/** The house behind a door of our own: shut, it is to a browser as if the server had been stopped. */
export type Door = { url: string; shut: () => Promise<void>; open: () => Promise<void> }

export async function openDoor(house: string): Promise<Door> {
  const to = Number(new URL(house).port)
  const port = await freePort()
  const through = new Set<Socket>()
  let server: Server | undefined
  const letIn = (socket: Socket): void => {
    const inside = connect(to, '127.0.0.1')
    for (const one of [socket, inside]) {
      through.add(one)
      one.on('error', () => one.destroy())
      one.on('close', () => through.delete(one))
    }
    socket.pipe(inside).pipe(socket)
  }
  const open = async (): Promise<void> => {
    server = createServer(letIn)
    await new Promise<void>((done) => server?.listen(port, '127.0.0.1', done))
  }
  const shut = async (): Promise<void> => {
    const closed = new Promise((done) => (server ? server.close(done) : done(null)))
    for (const one of through) one.destroy()
    await closed
    server = undefined
  }
  await open()
  return { url: `http://localhost:${port}`, shut, open }
}
