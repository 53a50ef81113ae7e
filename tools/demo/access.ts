import { randomInt } from 'node:crypto'
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { addKey, enrolDevice, hashPassword, setPassword } from '#access'
import { dataFile } from '#platform/files'
import { SHOPS, registerId } from './chain/stores.ts'
import { LUCIA, markComplete } from './play/lucia.ts'
import type { Stage } from './stage.ts'
import { COLLEAGUES, colleagueId } from './stage.ts'

/** How people and programs come into the demo; made anew for each installation and kept in its data folder. */
export type DemoAccess = {
  staff: { email: string; password: string; role: string; name: string }[]
  storefront_key: string
  mobile_key: string
  till: { token: string; register: string; store: string }
  story_customer_id: string
}

const FILE = 'demo.json'

/** What was written when the demo was made here; null where it was not. */
export function readDemoAccess(): DemoAccess | null {
  const file = dataFile(FILE)
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as DemoAccess) : null
}

const WORDS =
  'aguja alfiler bobina broche canilla costura dedal encaje fieltro hilo lana lino madeja ojal pana percal puntada rueca seda tejido telar trama urdimbre vainica'.split(
    ' ',
  )
const passphrase = (): string =>
  `${[1, 2, 3].map(() => WORDS[randomInt(WORDS.length)]).join('-')}-${randomInt(100, 1_000)}`

/**
 * The last act: passwords, keys, a till, and with the same commit the mark that the demo is complete. The
 * file is written before that commit: when the mark is there, the file is.
 */
export async function letIn(stage: Stage): Promise<DemoAccess> {
  // One password for everybody: whoever tries the demo signs in as all of them.
  const password = passphrase()
  const hash = await hashPassword(password)
  return stage.act({ at: stage.now, channel: 'web' }, async (ctx) => {
    for (const { key } of COLLEAGUES) await setPassword(ctx, { staff_id: colleagueId(key), hash, by: 'demo' })
    const [shop] = SHOPS
    const till = await enrolDevice(ctx, { register_id: registerId(shop?.code ?? ''), name: 'Caja de demostración' })
    const access: DemoAccess = {
      staff: COLLEAGUES.map(({ email, role, name }) => ({ email, password, role, name })),
      storefront_key: (await addKey(ctx, { kind: 'publishable', name: 'Tienda en línea', channel: 'web' })).secret,
      mobile_key: (await addKey(ctx, { kind: 'publishable', name: 'Aplicación', channel: 'mobile' })).secret,
      till: { token: till.token, register: till.register, store: shop?.name ?? '' },
      story_customer_id: LUCIA,
    }
    writeFileSync(dataFile(FILE), `${JSON.stringify(access, null, 2)}\n`, { mode: 0o600 })
    chmodSync(dataFile(FILE), 0o600)
    await markComplete(ctx, stage)
    return access
  })
}
