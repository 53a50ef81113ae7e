import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Ctx } from '#platform/ctx'
import { newId } from '#platform/ids'
import { openShop } from '#test/shop'
import type { Shop } from '#test/shop'
import { addAddress } from './addresses.ts'
import { clusterOf, isMine, tagsOf } from './cluster.ts'
import { addCustomer, createVisitor } from './create.ts'
import { doctor } from './doctor.ts'
import { editCustomer } from './edit.ts'
import { findOrCreate } from './find-or-create.ts'
import { identify, removeIdentity, setShared } from './identify.ts'
import { merge, undoMerge } from './merge.ts'
import { addNote } from './notes.ts'
import { setPreference } from './preferences.ts'
import { samePerson } from './same-person.ts'
import { customerView } from './view.ts'

let shop: Shop
beforeAll(async () => void (shop = await openShop()))
afterAll(() => shop.close())

let n = 0
const mail = () => `persona${++n}@correo.es`
const visitor = async () => (await shop.write((ctx) => createVisitor(ctx, {}))).id
const known = async (value = mail()) =>
  (await shop.write((ctx) => findOrCreate(ctx, { identities: [{ kind: 'email', value, level: 'verified' }] })))
    .customer_id
const proof = (customer_id: string, value: string) => (ctx: Ctx) =>
  identify(ctx, { customer_id, kind: 'email', value, level: 'verified', source: 'one_time_code' })
const view = (id: string) => shop.read((ctx) => customerView(ctx, id))

describe('finding or making a customer', () => {
  it('twenty tills with the same proved mail make one customer', async () => {
    const value = mail()
    const answers = await Promise.all(
      Array.from({ length: 20 }, () =>
        shop.write((ctx) =>
          findOrCreate(ctx, { identities: [{ kind: 'email', value, level: 'verified' }], given_name: 'Ana' }),
        ),
      ),
    )
    expect(new Set(answers.map((a) => a.customer_id)).size).toBe(1)
    expect(answers.filter((a) => a.created)).toHaveLength(1)
    expect((await view(answers[0]!.customer_id)).identities).toHaveLength(1)
  })

  it('twenty imports with the same claimed mail make one customer', async () => {
    const value = mail()
    const answers = await Promise.all(
      Array.from({ length: 20 }, () =>
        shop.write((ctx) => findOrCreate(ctx, { identities: [{ kind: 'email', value, level: 'claimed' }] })),
      ),
    )
    expect(new Set(answers.map((a) => a.customer_id)).size).toBe(1)
  })

  it('a shopper who types the mail of somebody else is not taken for them', async () => {
    const value = mail()
    const owner = await known(value)
    const guest = shop.actor({ kind: 'customer', customer_id: await visitor() })
    const answer = await shop.write(
      (ctx) => findOrCreate(ctx, { identities: [{ kind: 'email', value, level: 'claimed' }] }),
      guest,
    )
    expect(answer.created).toBe(true)
    expect(await shop.read((ctx) => clusterOf(ctx, owner))).toEqual([owner])
  })

  it('the same claimed phone is one person only with the same name', async () => {
    const phone = { kind: 'phone' as const, value: '+34 611 222 334', level: 'claimed' as const }
    const make = (given_name: string) =>
      shop.write((ctx) => findOrCreate(ctx, { identities: [phone], given_name, family_name: 'Soler' }))
    const first = await make('Marta')
    expect(await make('márta')).toMatchObject({ customer_id: first.customer_id, created: false })
    expect((await make('Jordi')).created).toBe(true)
  })

  it('junk identifies nobody', async () => {
    const make = () =>
      shop.write((ctx) =>
        findOrCreate(ctx, { identities: [{ kind: 'email', value: 'test@test.com', level: 'verified' }] }),
      )
    expect((await make()).customer_id).not.toBe((await make()).customer_id)
  })
})

describe('identifying', () => {
  it('a visitor who proves a mail becomes its owner, with all they did before', async () => {
    const value = mail()
    const [owner, guest] = [await known(value), await visitor()]
    expect(await shop.write(proof(guest, value.toUpperCase()))).toEqual({ customer_id: owner, outcome: 'joined' })
    expect(await shop.read((ctx) => clusterOf(ctx, guest))).toEqual([owner, guest])
    const actor = shop.actor({ kind: 'customer', customer_id: guest, verified: true })
    expect(await shop.read((ctx) => isMine(ctx, owner), actor)).toBe(true)
    expect(
      await shop.read((ctx) => isMine(ctx, owner), { ...actor, verified: false }),
      'another visit, without a proof',
    ).toBe(false)
    expect(
      await shop.read((ctx) => isMine(ctx, owner), shop.actor({ kind: 'customer', customer_id: await visitor() })),
    ).toBe(false)
  })

  it('two known people on one device stay two, unless one session proves both', async () => {
    const value = mail()
    const [a, b] = [await known(), await known(value)]
    expect(await shop.write(proof(a, value))).toEqual({ customer_id: b, outcome: 'kept_apart' })
    expect(await shop.read((ctx) => clusterOf(ctx, a))).toEqual([a])
    expect((await view(a)).identities).toHaveLength(1)
    const session = shop.actor({ kind: 'customer', customer_id: a, verified: true })
    expect((await shop.write(proof(a, value), session)).outcome).toBe('joined')
  })

  it('a device never proves anybody', async () => {
    const device = (customer_id: string) =>
      shop.write((ctx) =>
        identify(ctx, { customer_id, kind: 'device', value: 'tablet-of-the-shop', level: 'verified', source: 'web' }),
      )
    const [a, b] = [await visitor(), await visitor()]
    expect((await device(a)).outcome).toBe('added')
    expect((await device(b)).outcome).toBe('added')
    expect((await view(a)).identities[0]!.level).toBe('anonymous')
    expect((await shop.read((ctx) => samePerson(ctx, a)))[0]).toMatchObject({
      customer_id: b,
      reasons: [{ kind: 'same_device' }],
    })
  })

  it('a phone claimed by many becomes shared, and then proves nobody; claims never take it from who proved it', async () => {
    const phone = (customer_id: string, value: string, level: 'claimed' | 'verified') =>
      shop.write((ctx) => identify(ctx, { customer_id, kind: 'phone', value, level, source: 'till' }))
    const family = await Promise.all([1, 2, 3, 4].map(visitor))
    for (const id of family) await phone(id, '622111333', 'claimed')
    for (const id of family) expect((await view(id)).identities[0]!.shared).toBe(true)
    expect((await phone(family[0]!, '622111333', 'verified')).outcome).toBe('added')
    expect((await phone(family[1]!, '622111333', 'verified')).outcome).toBe('added')
    const identity_id = (await view(family[0]!)).identities[0]!.id
    const unshare = shop.write((ctx) => setShared(ctx, { customer_ids: [family[0]!], identity_id, shared: false }))
    await expect(unshare).rejects.toMatchObject({ code: 'owned_twice' })

    const owner = await visitor()
    await phone(owner, '622111444', 'verified')
    for (const id of family) expect((await phone(id, '+34 622 111 444', 'claimed')).outcome).toBe('kept_apart')
    expect((await view(owner)).identities[0]!.shared).toBe(false)
  })

  it('a number proved by WhatsApp is the number of the SMS', async () => {
    const [a, b] = [await visitor(), await visitor()]
    await shop.write((ctx) =>
      identify(ctx, { customer_id: a, kind: 'whatsapp', value: '34633222111', level: 'verified', source: 'whatsapp' }),
    )
    expect(
      (
        await shop.write((ctx) =>
          identify(ctx, { customer_id: b, kind: 'phone', value: '633 222 111', level: 'verified', source: 'sms' }),
        )
      ).outcome,
    ).toBe('joined')
  })

  it('a contact given up may be proved by its next owner', async () => {
    const value = mail()
    const [a, b] = [await known(value), await known()]
    const identity_id = (await view(a)).identities[0]!.id
    await shop.write((ctx) => removeIdentity(ctx, { customer_ids: [a], identity_id }))
    await shop.write((ctx) => removeIdentity(ctx, { customer_ids: [a], identity_id }))
    expect((await shop.write(proof(b, value))).outcome).toBe('added')
  })

  it('twenty visitors who prove one mail at once are one person', async () => {
    const value = mail()
    const guests = await Promise.all(Array.from({ length: 20 }, visitor))
    const answers = await Promise.all(guests.map((guest) => shop.write(proof(guest, value))))
    expect(answers.filter((a) => a.outcome === 'added')).toHaveLength(1)
    expect(new Set(await shop.read((ctx) => clusterOf(ctx, guests[0]!)))).toEqual(new Set(guests))
    expect(await shop.read((ctx) => doctor(ctx, 10))).toEqual([])
  })
})

describe('merging and taking it back', () => {
  const evidence = { rule: 'staff', note: 'showed both cards' }
  const join = (kept_id: string, joined_id: string) => shop.write((ctx) => merge(ctx, { kept_id, joined_id, evidence }))

  it('undone, both sides are to the byte who they were, and what came meanwhile follows its own id', async () => {
    const [a, b] = [await known(), await known()]
    await shop.write(async (ctx) => {
      await editCustomer(ctx, { customer_id: a, given_name: 'Ana', tags: ['vip'] })
      await editCustomer(ctx, { customer_id: b, given_name: 'Anna', family_name: 'Puig', tags: ['club'] })
      await addAddress(ctx, {
        customer_id: b,
        address: { line1: 'Gran de Gràcia 1', city: 'Barcelona', postcode: '08012', country: 'ES' },
        is_default: true,
      })
      await setPreference(ctx, { customer_id: a, name: 'size', value: 'M', source: 'web' })
      await addNote(ctx, { customer_id: b, text: 'likes red', visible_to: 'staff' })
    })
    const before = [await view(a), await view(b)]
    const { merge_id } = await join(a, b)
    const one = await view(b)
    expect(one).toEqual(await view(a))
    expect(one).toMatchObject({ id: a, ids: [a, b], family_name: 'Puig', tags: ['club', 'vip'] })
    expect(await shop.read((ctx) => tagsOf(ctx, b))).toEqual(['club', 'vip'])

    await shop.write((ctx) => undoMerge(ctx, { merge_id }))
    expect(JSON.stringify([await view(a), await view(b)])).toBe(JSON.stringify(before))

    const again = await join(b, a)
    await shop.write(async (ctx) => {
      await addNote(ctx, { customer_id: b, text: 'bought while one', visible_to: 'staff' })
      await identify(ctx, { customer_id: b, kind: 'phone', value: '644555666', level: 'verified', source: 'sms' })
    })
    expect((await view(a)).notes).toHaveLength(2)
    await shop.write((ctx) => undoMerge(ctx, again))
    await shop.write((ctx) => undoMerge(ctx, again))
    expect(JSON.stringify(await view(a))).toBe(JSON.stringify(before[0]))
    expect((await view(b)).notes.map((note) => note.text)).toContain('bought while one')
    expect((await view(b)).identities.map((one) => one.kind)).toContain('phone')
  })

  it('a proof that comes while two are one does not change what the other had claimed', async () => {
    const value = mail()
    const [a, b] = [await known(), await visitor()]
    await shop.write((ctx) => identify(ctx, { customer_id: a, kind: 'email', value, level: 'claimed', source: 'till' }))
    const before = JSON.stringify(await view(a))
    const { merge_id } = await join(a, b)
    expect((await shop.write(proof(b, value))).outcome).toBe('added')
    await shop.write((ctx) => undoMerge(ctx, { merge_id }))
    expect(JSON.stringify(await view(a))).toBe(before)
  })

  it('a chain falls apart where it is cut, whatever the order of undoing', async () => {
    const [a, b, c] = [await visitor(), await visitor(), await visitor()]
    const first = await join(a, b)
    const second = await join(b, c)
    await shop.write((ctx) => undoMerge(ctx, first))
    expect(await shop.read((ctx) => clusterOf(ctx, c))).toEqual([b, c])
    expect(await shop.read((ctx) => clusterOf(ctx, a))).toEqual([a])
    await shop.write((ctx) => undoMerge(ctx, second))
    expect(await shop.read((ctx) => clusterOf(ctx, c))).toEqual([c])
  })

  it('who is one already is not merged again, and the same merge said twice is one', async () => {
    const [a, b] = [await visitor(), await visitor()]
    const merge_id = newId()
    const say = () => shop.write((ctx) => merge(ctx, { merge_id, kept_id: a, joined_id: b, evidence }))
    expect(await say()).toEqual(await say())
    await expect(join(b, a)).rejects.toMatchObject({ code: 'already_one' })
    await expect(join(a, a)).rejects.toMatchObject({ code: 'already_one' })
    await expect(join(a, newId())).rejects.toMatchObject({ status: 404 })
  })

  it('two people who both proved who they are take somebody who may, and a reason', async () => {
    const [a, b] = [await known(), await known()]
    const clerk = shop.actor({ kind: 'staff', permissions: ['customers.edit'] })
    const lead = shop.actor({ kind: 'staff', permissions: ['customers.merge'] })
    const say = (actor: typeof clerk, why: Record<string, unknown>) =>
      shop.write((ctx) => merge(ctx, { kept_id: a, joined_id: b, evidence: why }), actor)
    await expect(say(clerk, evidence)).rejects.toMatchObject({ status: 403 })
    await expect(say(lead, {})).rejects.toMatchObject({ code: 'evidence_missing' })
    expect((await say(lead, evidence)).merge_id).toBeTruthy()
  })

  it('merges that cross each other at once end with one person and a true cluster', async () => {
    const ids = await Promise.all(Array.from({ length: 8 }, visitor))
    const pairs = ids.flatMap((a, i) => ids.slice(i + 1).map((b) => [a, b] as const))
    const results = await Promise.allSettled(pairs.map(([a, b]) => join(a, b)))
    for (const result of results)
      if (result.status === 'rejected') expect(['already_one', 'busy']).toContain(result.reason.code)
    expect(new Set(await shop.read((ctx) => clusterOf(ctx, ids[0]!)))).toEqual(new Set(ids))
    expect(await shop.read((ctx) => doctor(ctx, 10))).toEqual([])
  })
})

it('the same name at the same home is suggested, with what speaks against it', async () => {
  const home = { city: 'Madrid', postcode: '28004', country: 'ES' }
  const make = async (line1: string, birthday: string) =>
    shop.write(async (ctx) => {
      const { id } = await addCustomer(ctx, { given_name: 'Nuria', family_name: 'Velasco Ibáñez', birthday })
      await addAddress(ctx, { customer_id: id, address: { line1, ...home } })
      return id
    })
  const [a, b] = [await make('C/ Pez, 12', '1980-01-01'), await make('c pez 12', '1981-01-01')]
  expect(await shop.read((ctx) => samePerson(ctx, a))).toEqual([
    {
      customer_id: b,
      name: 'Nuria Velasco Ibáñez',
      reasons: [{ kind: 'same_name_and_address' }],
      doubts: ['other_birthday'],
      weight: 3,
    },
  ])
})
