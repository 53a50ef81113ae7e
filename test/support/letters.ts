import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Shop } from './shop.ts'

/** The code in the newest letter to somebody. */
export function letterCode(shop: Shop, contact: string): string {
  const box = join(shop.folder, 'outbox')
  const letter = readdirSync(box)
    .toSorted()
    .map((name) => readFileSync(join(box, name), 'utf8'))
    .findLast((text) => text.startsWith(`To: ${contact}\n`))
  return /\b\d{6}\b/.exec(letter ?? '')?.[0] ?? ''
}
