import { openDatabase } from '#platform/db'
import { createLog } from '#platform/log'
import { systemActor } from '#platform/actor'
import { availability } from './availability.ts'
import { route } from './route.ts'
const db = openDatabase({ url: 'postgres://postgres@127.0.0.1:54990/scratch', schema: 'hilo', log: createLog('silent') })
const scope = { actor: systemActor('b') }
const ids = await db.read(scope, (ctx) => ctx.sql<{ id: string }>`select id from variant order by id limit 300`)
for (const [name, fn] of [
  ['availability', (id: string) => db.read(scope, (ctx) => availability(ctx, { variant_id: id, channel: 'web', near: { lat: 40.4, lng: -3.7 } }))],
  ['route', (id: string) => db.read(scope, (ctx) => route(ctx, { wants: [{ key: 'a', variant_id: id, quantity: 2 }], channel: 'web', method: 'ship', near: { lat: 40.4, lng: -3.7 } }))],
] as const) {
  const ms: number[] = []
  for (const { id } of ids) { const t = performance.now(); await fn(id); ms.push(performance.now() - t) }
  const s = ms.slice(40).toSorted((a, b) => a - b)
  console.log(name, 'p50', s[Math.floor(s.length * 0.5)]?.toFixed(1), 'p95', s[Math.floor(s.length * 0.95)]?.toFixed(1))
}
await db.close()
