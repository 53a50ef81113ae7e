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
  const lines: (Promise<PooledConnection> | undefined)[] = []
  let turn = 0

  function line(): Promise<PooledConnection> {
    const at = (turn = (turn + 1) % count)
    const known = lines[at]
    if (known) return known
    const forget = (connection?: PooledConnection) => {
      if (lines[at] !== opened) return
      lines[at] = undefined
      connection?.release(true)
    }
    const opened = connect(pool).then((connection) => {
      connection.once('end', () => forget(connection))
      return connection
    })
    opened.catch(() => forget())
    lines[at] = opened
    return opened
  }

  async function send(text: string, values: unknown[]): Promise<Answer> {
    for (;;) {
      try {
        return await (await line()).send(text, values)
      } catch (error) {
        // It was never looked at, only stood behind one that failed: that one is gone from the next flight.
        if (!isAborted(error)) throw error
      }
    }
  }

  return {
    send,
    close: async () => {
      for (const open of lines.splice(0)) (await open?.catch(() => null))?.release()
      await pool.end()
    },
  }
}
