import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { systemActor } from '#platform/actor'
import type { Ctx } from '#platform/ctx'
import type { Database } from '#platform/db'
import { dataFile, writeWhole } from '#platform/files'

const file = (): string => dataFile('set-up-code')

/** What whoever sets the retailer up must know; null where it does not lie there. */
export const setUpCode = (): string | null => (existsSync(file()) ? readFileSync(file(), 'utf8').trim() || null : null)

/** Only whoever runs the server can read it. One that lies there stays: somebody may have noted it down. */
export function laySetUpCode(): string {
  const code = setUpCode()
  if (code !== null) return code
  const made = randomBytes(15).toString('base64url')
  writeWhole(file(), made, { lasting: true })
  return made
}

export const takeSetUpCode = (): void => rmSync(file(), { force: true })

export async function isSetUp(ctx: Ctx): Promise<boolean> {
  const [retailer] = await ctx.sql`select id from retailer`
  return retailer !== undefined
}

/** Before the doors open: the code lies ready where there is no retailer yet, and nowhere else. */
export async function prepareSetUp(db: Database): Promise<void> {
  if (await db.read({ actor: systemActor('access.set_up') }, isSetUp)) takeSetUpCode()
  else laySetUpCode()
}
