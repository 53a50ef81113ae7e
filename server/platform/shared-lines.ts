import type pg from 'pg'
import { connect } from './connection.ts'
import type { PooledConnection } from './connection.ts'
import { isAborted } from './ctx.ts'
import type { Answer } from './flight.ts'

/**
 * A few connections for reads that ask one short question each, all day long: whoever asks in the same moment travels
 * in the same flight, whichever request it belongs to, and nobody waits for a connection of their own. Such a question
 * stands alone: should one before it in the flight fail, it is asked again.
 */
export type SharedLines = {
  send: (text: string, values: unknown[]) => Promise<Answer>
  close: () => Promise<void>
}

export function shareLines(pool: pg.Pool, count: number): SharedLines {
  const lines: Line[] = []
  let turn = 0
  let departing: Line | null = null

  /**
   * The one that departs in this turn of the loop, one that is idle, else whose turn it is. All are opened with the first
   * question, so that none waits for a line.
   */
  function pick(): Line {
    while (lines.length < count) open()
    if (departing && lines.includes(departing)) return departing
    const idle = lines.find(({ connection }) => connection?.idle)
    if (!idle) return lines[(turn = (turn + 1) % count)] as Line
    departing = idle
    setImmediate(() => (departing = null))
    return idle
  }

  function open(): void {
    const line: Line = { connection: null, opened: connect(pool) }
    const forget = () => {
      const at = lines.indexOf(line)
      if (at < 0) return
      lines.splice(at, 1)
      line.connection?.release(true)
    }
    line.opened.then((connection) => {
      line.connection = connection
      connection.departs = setImmediate
      connection.once('end', forget)
    }, forget)
    lines.push(line)
  }

  async function send(text: string, values: unknown[]): Promise<Answer> {
    for (;;) {
      try {
        return await (await pick().opened).send(text, values)
      } catch (error) {
        // It was never looked at, only stood behind one that failed: that one is gone from the next flight.
        if (!isAborted(error)) throw error
      }
    }
  }

  return {
    send,
    close: async () => {
      for (const { opened } of lines.splice(0)) (await opened.catch(() => null))?.release()
      await pool.end()
    },
  }
}

type Line = { connection: PooledConnection | null; opened: Promise<PooledConnection> }
