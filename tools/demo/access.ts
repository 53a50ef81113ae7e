import { randomInt } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { addKey, enrolDevice, hashPassword, hashPin, keepPin, setPassword } from '#access'
import { dataFile, writeWhole } from '#platform/files'
import { SHOPS, registerId } from './chain/stores.ts'
import { LUCIA, markComplete } from './play/lucia.ts'
import type { Stage } from './stage.ts'
import { COLLEAGUES, colleagueId } from './stage.ts'

/** How people and programs come into the demo; made anew for each installation and kept in its data folder. */
export type DemoAccess = {
  staff: { email: string; password: string; role: string; name: string; pin: string }[]
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

/** What nobody tries first: neither one digit again and again nor a walk over the keys. */
const PINS_LEFT_OUT = /^(\d)\1+$|^(0123|1234|2345|3456|4567|5678|6789|7890|9876|8765|7654|6543|5432|4321|3210|0987)$/

function drawPin(): string {
  for (;;) {
    const pin = String(randomInt(10_000)).padStart(4, '0')
    if (!PINS_LEFT_OUT.test(pin)) return pin
  }
}

/**
 * The last act: passwords, keys, a till, and with the same commit the mark that the demo is complete. The
 * file is written before that commit: when the mark is there, the file is.
 */
export async function letIn(stage: Stage): Promise<DemoAccess> {
  // One password for everybody: whoever tries the demo signs in as all of them.
  const password = passphrase()
  const hash = await hashPassword(password)
  const pins = await Promise.all(
    COLLEAGUES.map(async ({ key }) => {
      const pin = drawPin()
      return { staff_id: colleagueId(key), pin, kept: await hashPin(pin) }
    }),
  )
  return stage.act({ at: stage.now, channel: 'web' }, async (ctx) => {
    for (const { key } of COLLEAGUES) await setPassword(ctx, { staff_id: colleagueId(key), hash, by: 'demo' })
    for (const { staff_id, kept } of pins) await keepPin(ctx, { staff_id, kept, by: 'demo' })
    const [shop] = SHOPS
    const till = await enrolDevice(ctx, { register_id: registerId(shop?.code ?? ''), name: 'Caja de demostración' })
    const access: DemoAccess = {
      staff: COLLEAGUES.map(({ email, role, name }, i) => ({ email, password, role, name, pin: pins[i]!.pin })),
      storefront_key: (await addKey(ctx, { kind: 'publishable', name: 'Tienda en línea', channel: 'web' })).secret,
      mobile_key: (await addKey(ctx, { kind: 'publishable', name: 'Aplicación', channel: 'mobile' })).secret,
      till: { token: till.token, register: till.register, store: shop?.name ?? '' },
      story_customer_id: LUCIA,
    }
    writeWhole(dataFile(FILE), `${JSON.stringify(access, null, 2)}\n`)
    await markComplete(ctx, stage)
    return access
  })
}
