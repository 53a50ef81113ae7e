import { recordConsent } from '#consent'
import { addAddress, addNote, findOrCreate, identify, merge, setPreference } from '#customers'
import type { Ctx } from '#platform/ctx'
import { chanceOf, daysBefore, idOf, minutesAfter } from '../chance.ts'
import { storeId } from '../chain/stores.ts'
import type { Stage } from '../stage.ts'
import { colleague } from '../stage.ts'
import type { Person } from './person.ts'
import { MAIL_DOMAIN, identitiesOf, personOf } from './person.ts'

export type Customer = Person & { id: string }

const PEOPLE = 1_080
const BATCH = 60
const TWINS = 15
const NOTES = [
  'Prefiere que la llamen por la tarde.',
  'Compra regalos: ofrecer envoltorio.',
  'Pie ancho: probar un número más.',
  'Alergia a la lana: recomendar algodón.',
  'Recoge siempre en tienda, viene en bici.',
] as const

/** The customers, with what they proved, answered, prefer; their history comes afterwards. */
export async function invite(stage: Stage): Promise<Customer[]> {
  const people = Array.from({ length: PEOPLE }, (_, i) => personOf(i + 1, stage.now))
  const customers: Customer[] = []
  for (const channel of ['web', 'mobile', 'pos', 'phone'] as const) {
    const arrived = people.filter((person) => person.channel === channel)
    for (let from = 0; from < arrived.length; from += BATCH) {
      customers.push(
        ...(await stage.act({ channel, at: stage.now }, async (ctx) => {
          const batch: Customer[] = []
          for (const person of arrived.slice(from, from + BATCH)) batch.push(await welcome(ctx, person))
          return batch
        })),
      )
    }
  }
  stage.log.info(`demo: ${customers.length} customers`)
  await twins(stage, customers)
  await shareALandline(stage, customers)
  await takeNotes(stage, customers)
  return customers
}

async function welcome(ctx: Ctx, person: Person): Promise<Customer> {
  const { number, given_name, family_name, language, country, tags, created_at } = person
  const { customer_id } = await findOrCreate(ctx, {
    identities: identitiesOf(person),
    given_name,
    family_name,
    language,
    country,
    tags,
    created_at,
  })
  const chance = chanceOf(`welcome ${number}`)
  if (chance.flip(0.62)) await answer(ctx, customer_id, person, chance.flip(0.82))
  if (chance.flip(0.3))
    await addAddress(ctx, {
      id: idOf(`address ${number}`),
      customer_id,
      label: 'Casa',
      address: person.address,
      is_default: true,
    })
  if (chance.flip(0.22))
    await setPreference(ctx, { customer_id, name: 'favourite_store', value: person.town.store, source: 'till' })
  if (chance.flip(0.16))
    await setPreference(ctx, { customer_id, name: 'shoe_size', value: String(chance.int(36, 44)), source: 'web' })
  return { ...person, id: customer_id }
}

const ASKED = 'Quiero recibir novedades y ofertas de Casa Torzal. Puedo darme de baja cuando quiera.'

async function answer(
  ctx: Ctx,
  customer_id: string,
  { number, email, phone, channel, town, created_at }: Person,
  granted: boolean,
): Promise<void> {
  const contact = email ? (['email', email, 'email'] as const) : phone ? (['phone', phone, 'sms'] as const) : null
  if (!contact) return
  const [contact_kind, contact_value, by] = contact
  await recordConsent(ctx, {
    id: idOf(`consent ${number}`),
    customer_id,
    contact_kind,
    contact_value,
    channel: by,
    purpose: 'marketing',
    answer: granted ? 'granted' : 'denied',
    text_version: 'novedades-2025-09',
    text: ASKED,
    place: channel === 'pos' ? `Caja de ${town.store}` : 'Página de alta',
    ...(channel === 'pos' ? { store_id: storeId(town.store) } : {}),
    answered_at: minutesAfter(created_at, 2),
  })
}

/** Some people were on file twice: once from the till, once from the web; an agent saw it and joined them. */
async function twins(stage: Stage, customers: readonly Customer[]): Promise<void> {
  const doubled = customers.filter(({ number, email }) => number % 17 === 0 && email !== null).slice(0, TWINS)
  for (const [i, customer] of doubled.entries()) {
    const { given_name, family_name, number } = customer
    const at = daysBefore(stage.now, 3 + i * 2)
    await stage.act({ at, who: colleague('agent'), channel: 'phone' }, async (ctx) => {
      const second = await findOrCreate(ctx, {
        identities: [
          { kind: 'external', account: 'demo', value: `T-${number}`, level: 'verified' },
          { kind: 'email', value: `hola.${number}@${MAIL_DOMAIN}`, level: 'claimed' },
        ],
        given_name,
        family_name: family_name.split(' ')[0] ?? null,
        language: 'es',
        created_at: daysBefore(at, 40),
      })
      const evidence = { rule: 'asked_by_phone', said: 'Confirma los dos correos y la última compra.', same_name: true }
      await merge(ctx, {
        merge_id: idOf(`merge ${number}`),
        kept_id: customer.id,
        joined_id: second.customer_id,
        evidence,
      })
    })
  }
}

/** An office number four colleagues left: a hint, never a proof. */
const shareALandline = (stage: Stage, customers: readonly Customer[]): Promise<void> =>
  stage.act({ at: daysBefore(stage.now, 20), channel: 'phone' }, async (ctx) => {
    for (const customer of customers.filter(({ number }) => number % 211 === 0)) {
      await identify(ctx, {
        customer_id: customer.id,
        kind: 'phone',
        value: '+34 910 000 777',
        level: 'claimed',
        source: 'phone',
      })
    }
  })

const takeNotes = (stage: Stage, customers: readonly Customer[]): Promise<void> =>
  stage.act({ at: daysBefore(stage.now, 8), who: colleague('agent'), channel: 'phone' }, async (ctx) => {
    for (const { id, number } of customers.filter(({ number }) => number % 37 === 0)) {
      await addNote(ctx, {
        id: idOf(`note ${number}`),
        customer_id: id,
        text: chanceOf(`note ${number}`).pick(NOTES),
        visible_to: 'staff',
      })
    }
  })
