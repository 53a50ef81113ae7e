import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PERMISSIONS, addStaff, hashPin, keepPin } from '#access'
import { systemActor } from '#platform/actor'
import { newId } from '#platform/ids'
import type { Page } from '@playwright/test'
import { drawsOf } from '../trade/draws.ts'
import { openTablet } from '../fault/tills/browser.ts'
import { Clerk } from '../fault/tills/clerk.ts'
import type { Counter } from '../fault/tills/clerk.ts'
import type { Served, Shop } from './stage.ts'

const PIN = '4826'
const NAME = 'Bench'
const SEED = 7
const CODES = 60
const LOAD_MS = 180_000
const SCAN_MS = 10_000

export type TillFigures = { load_s: number; times_ms: number[] }

/** A till in a browser takes the whole assortment in; then its network is cut, and codes are scanned. */
export async function scans(shop: Shop, served: Served): Promise<TillFigures> {
  const folder = mkdtempSync(join(tmpdir(), 'hilo-bench-till-'))
  const counter = await openCounter(shop)
  const tablet = await openTablet(folder, served.url)
  try {
    const clerk = new Clerk(tablet, counter, drawsOf(SEED))
    const began = performance.now()
    await clerk.enrol(LOAD_MS)
    const load_s = (performance.now() - began) / 1_000
    await tablet.offline(true)
    await clerk.toCounter()
    const times_ms: number[] = []
    for (const code of counter.codes) times_ms.push(await scanned(tablet.page(), code))
    return { load_s, times_ms }
  } finally {
    await tablet.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Somebody who may sell at the till of the shop, and codes from all over the assortment. */
async function openCounter({ db, till }: Shop): Promise<Counter> {
  const kept = await hashPin(PIN)
  const staff_id = newId()
  const name = `${NAME} ${staff_id.slice(-6)}`
  return db.write({ actor: { ...systemActor('bench'), permissions: new Set(PERMISSIONS) } }, async (ctx) => {
    await addStaff(ctx, { id: staff_id, email: `${staff_id}@bench.example`, name, role: 'owner', store_ids: null })
    await keepPin(ctx, { staff_id, kept, by: 'bench' })
    const some = await ctx.sql<{ sku: string }>`
      select v.sku from variant v join product p on p.id = v.product_id
       where v.status = 'active' and p.status = 'active' and exists (select from price where variant_id = v.id)
       order by md5(v.id::text) limit ${CODES}`
    return { token: till, person: name, pin: PIN, codes: some.map(({ sku }) => sku) }
  })
}

/** Milliseconds from the scanner's Enter to the picture with the line on the ticket. */
async function scanned(page: Page, code: string): Promise<number> {
  const field = page.getByRole('searchbox', { name: 'Escanea o busca un artículo' })
  await field.focus()
  const seen = page.evaluate(
    ([within_ms, code]) =>
      new Promise<number>((done, fail) => {
        setTimeout(
          () =>
            fail(
              new Error(
                `no line on the ticket after ${code}: ${(document.activeElement as HTMLInputElement).value} / ${document.body.innerText}`,
              ),
            ),
          within_ms,
        )
        const lines = (): number => document.querySelectorAll('.ticket-lines li').length
        let began = 0
        let before = 0
        document.addEventListener(
          'keydown',
          ({ key, timeStamp }) => {
            if (key !== 'Enter') return
            began = timeStamp
            before = lines()
          },
          { capture: true },
        )
        new MutationObserver((_, self) => {
          if (began === 0 || lines() <= before) return
          self.disconnect()
          requestAnimationFrame(() => setTimeout(() => done(performance.now() - began)))
        }).observe(document.body, { childList: true, subtree: true })
      }),
    [SCAN_MS, code] as const,
  )
  await page.keyboard.type(code)
  await page.keyboard.press('Enter')
  return seen
}
