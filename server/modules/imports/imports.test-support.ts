import { expect } from 'vitest'
import { addKey } from '#access'
import type { Api } from '#test/api'
import type { Shop } from '#test/shop'

export type Row = { part: string; row: number; cells: Record<string, string> }
export type Done = { status: string; figures: { name: string; expected: number | null; found: number | null }[] }

let sources = 0
const STEPS_MAX = 50

/** What a caller of the API does to take a source in, one call each. */
export async function importer(shop: Shop) {
  const { secret } = await shop.write((ctx) =>
    addKey(ctx, { kind: 'secret', name: 'import', permissions: ['imports.run'] }),
  )
  const api: Api = await shop.api(secret)
  return {
    api,
    begin: async (kind = 'online-retail', source = `fixture ${(sources += 1)}`): Promise<string> => {
      const { status, body } = await api.post('/imports', { kind, source })
      expect(status).toBe(201)
      return body.id
    },
    send: (id: string, batch: number, rows: Row[]) => api.post(`/imports/${id}/batches`, { batch, rows }),
    build: async (id: string, batches: number): Promise<void> => {
      for (let step = 0; step < STEPS_MAX; step++) {
        const { status, body } = await api.post(`/imports/${id}/steps`, { batches })
        expect(status).toBe(200)
        if (body.done) return
      }
      throw new Error('an import comes to an end')
    },
    complete: async (id: string, figures: Record<string, number>): Promise<Done> => {
      const given = Object.entries(figures).map(([name, value]) => ({ name, value }))
      const { status, body } = await api.post(`/imports/${id}/completion`, { figures: given })
      expect(status).toBe(200)
      return body
    },
    query: <T extends object>(text: string): Promise<T[]> =>
      shop.read((ctx) => ctx.sql<T>([text] as unknown as TemplateStringsArray)),
  }
}

/** What the database held of it. */
export const found = (run: Done) => Object.fromEntries(run.figures.map((figure) => [figure.name, figure.found]))
