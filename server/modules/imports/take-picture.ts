import { mustServeAll } from '#platform/actor'
import { saveProduct, storePicture } from '#catalog'
import type { Ctx } from '#platform/ctx'
import { conflict, refused } from '#platform/errors'
import type { Steps } from '#platform/route'
import type { Row } from './catalogue-products.ts'
import { isVariant } from './catalogue-products.ts'
import type { ProductRow } from './catalogue-rules.ts'
import { runById } from './runs.ts'

/** As the catalogue takes it. */
export const PICTURE_BYTES_MAX = 10 * 1024 * 1024

export type TakePicture = { import_id: string; file: string; data: string }

/**
 * Hangs a picture on every product and variant whose rows name the file. Said twice, it hangs there once.
 * Refuses `unknown_picture`, `import_unfinished` (products first), and what is no picture.
 */
export async function takePicture(steps: Steps, { import_id, file, data }: TakePicture): Promise<{ placed: number }> {
  mustServeAll(steps.actor)
  const rows = await steps.read((ctx) => rowsNaming(ctx, import_id, file))
  const stored = await storePicture(Buffer.from(data, 'base64'))
  await steps.write(async (ctx) => {
    for (const { key, content } of rows) {
      const sku = isVariant(content) ? content.sku : null
      const name = content.name ?? content.options.map(({ value }) => value).join(', ')
      await saveProduct(ctx, {
        slug: key,
        pictures: [{ ...stored, sku, ...(name === '' ? {} : { alt: { en: name.slice(0, 200) } }) }],
      })
    }
    await ctx.sql`
      update import_row set content = jsonb_set(content, '{stored}', to_jsonb(${stored.path}::text))
       where run_id = ${import_id} and part = 'products' and content->>'picture' = ${file}`
  })
  return { placed: rows.length }
}

async function rowsNaming(ctx: Ctx, import_id: string, file: string): Promise<Row<ProductRow>[]> {
  const run = await runById(ctx, import_id)
  if (run.status !== 'running' || run.stage !== 'done')
    throw conflict('import_unfinished', { detail: 'Pictures come once the products are there, before the completion.' })
  const rows = await ctx.sql<Row<ProductRow>>`
    select row, key, content from import_row
     where run_id = ${import_id} and part = 'products' and content->>'picture' = ${file} order by key, row`
  if (rows.length === 0) throw refused('unknown_picture', { detail: 'No row names this file.', file })
  return rows
}
