import { createClient } from '#sdk'
import type { House } from './house.ts'

const CATCH_UP_MAX_MS = 60_000

/** Somebody who follows the feed through everything that happens, as a screen does. */
export type Following = {
  /** What was told twice, or not at all, between the first fact that came and now. */
  gaps: () => Promise<string[]>
  told: () => number
  stop: () => Promise<void>
}

export async function follow({ server, desk_key, read }: House): Promise<Following> {
  const ending = new AbortController()
  const told: { place: string; id: string }[] = []
  const [first] = await read(
    (ctx) =>
      ctx.sql<{
        place: string
      }>`select xid || '.' || position as place from event order by xid desc, position desc limit 1`,
  )
  const client = createClient({ url: server.url, key: desk_key })
  const listening = (async () => {
    const feed = client.feed({}, { after: first!.place, signal: ending.signal })
    for await (const { id, data } of feed) told.push({ place: id, id: String(data['id']) })
  })()
  // Its failure is told by whoever asks for the gaps.
  listening.catch(() => {})

  const happened = async (): Promise<string[]> => {
    const [xid, position] = first!.place.split('.')
    const rows = await read(
      (ctx) => ctx.sql<{ id: string }>`
        select id from event where (xid, position) > (${xid!}::xid8, ${Number(position)}::int) order by xid, position`,
    )
    return rows.map(({ id }) => id)
  }

  return {
    told: () => told.length,
    gaps: async () => {
      const expected = await happened()
      const until = performance.now() + CATCH_UP_MAX_MS
      while (new Set(told.map(({ id }) => id)).size < expected.length && performance.now() < until) {
        await new Promise((done) => setTimeout(done, 100))
      }
      const seen = new Set(told.map(({ id }) => id))
      const missed = expected.filter((id) => !seen.has(id))
      return [
        ...(missed.length > 0
          ? [`the feed has not told ${missed.length} of ${expected.length} facts, ${missed[0]} first`]
          : []),
        ...(told.length > seen.size ? [`the feed has told ${told.length - seen.size} facts twice`] : []),
      ]
    },
    stop: async () => {
      ending.abort()
      await listening.catch(() => {})
    },
  }
}
