import { get } from 'node:http'
import type { IncomingHttpHeaders } from 'node:http'
import { connect } from 'node:net'
import type { Socket } from 'node:net'

/** A client of bytes: what no library of HTTP would say, or leave unread. */
export type Speaker = { socket: Socket; heard: () => string; closed: Promise<void> }

/** Says these very bytes, and keeps what is heard. */
export function speaker(url: string, bytes: string): Speaker {
  const { hostname, port } = new URL(url)
  const socket = connect(Number(port), hostname, () => socket.write(bytes))
  let text = ''
  socket.on('data', (part) => (text += String(part))).on('error', () => {})
  return { socket, heard: () => text, closed: new Promise((done) => socket.on('close', () => done())) }
}

/** Asks as another machine would: all of 127.0.0.0/8 is this one. */
export const askFrom = (address: string, url: string) =>
  new Promise<{ status: number; headers: IncomingHttpHeaders; body: any }>((done, failed) => {
    get(url, { localAddress: address, agent: false }, (answer) => {
      let text = ''
      answer.on('data', (bytes) => (text += String(bytes)))
      answer.on('end', () => done({ status: answer.statusCode ?? 0, headers: answer.headers, body: JSON.parse(text) }))
    }).on('error', failed)
  })
