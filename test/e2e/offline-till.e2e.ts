import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createClient } from '#sdk'
import { agrees } from '../../tools/fault/tills/agree.ts'
import { tillStorm } from '../../tools/fault/tills/storm.ts'
import { expect, test } from './support/test.ts'

const STRIKES = 10
const SEED = 11

test('a till sells on through cuts, reloads and power loss, and every sale arrives once', async ({
  access,
  baseURL,
}) => {
  test.setTimeout(150_000)
  const url = baseURL as string
  const manager = access.staff.find(({ role }) => role === 'manager')!
  const { token: session } = await createClient({ url }).signIn({ email: manager.email, password: manager.password })
  const api = createClient({ url, token: session })
  const { items } = await api.listRegisters()
  const { token } = await api.enrolDevice({ register_id: items[0]!.id, name: 'Prueba sin conexión' })
  const device = createClient({ url, token })
  const goods = await device.listTillArticles({ limit: 5 })
  const { crew } = await device.getTill()
  const person = access.staff.find(({ name }) => crew.some((member) => member.name === name))!
  const folder = mkdtempSync(join(tmpdir(), 'hilo-till-'))
  try {
    const { told } = await tillStorm({
      url,
      folder,
      counters: [{ token, person: person.name, pin: person.pin, codes: goods.items.map(({ sku }) => sku) }],
      times: STRIKES,
      seed: SEED,
      strikeServer: () => false,
      say: () => {},
    })
    expect(told[0]?.facts.some(({ kind }) => kind === 'sale')).toBe(true)
    expect(await agrees(url, told[0]!)).toEqual([])
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
