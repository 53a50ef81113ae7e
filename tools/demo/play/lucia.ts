import { addLine, cartView, createCart, setContact } from '#carts'
import { placeOrder, sellAtTill } from '#checkout'
import { recordConsent } from '#consent'
import { addCustomer, addNote, editCustomer, findOrCreate, identify, identitiesOf, setPreference } from '#customers'
import { accept, fulfilmentsOf, handOver, markReady, pick, startPicking } from '#fulfilment'
import { recordTender } from '#payments'
import type { Ctx } from '#platform/ctx'
import { priceLines } from '#pricing'
import { track } from '#touchpoints'
import type { Step } from '#touchpoints'
import { idOf, minutesAfter } from '../chance.ts'
import { storeId } from '../chain/stores.ts'
import type { Goods, Ware } from '../goods/shelve.ts'
import { STORY_BOOTS, STORY_SOCKS } from '../goods/stock.ts'
import { MAIL_DOMAIN } from '../people/person.ts'
import type { Scene, Stage } from '../stage.ts'
import { clerkOf, colleague, shopper } from '../stage.ts'

export const LUCIA = idOf('Lucía Ferrer')
const EMAIL = `lucia.ferrer@${MAIL_DOMAIN}`
const PHONE = '+34 655 010 203'
const CARD = 'TZ-204816'
const FIRST_DAYS_AGO = 24
const GRAN_VIA = storeId('gran-via')

/** The thread one shows to people: Lucía Ferrer's last weeks, from an advert to today's visit. */
export async function playLucia(stage: Stage, goods: Goods): Promise<void> {
  const ware = (sku: string): Ware => {
    const found = goods.bySku.get(sku)
    if (!found) throw new Error(`the story needs ${sku}`)
    return found
  }
  const [boots, socks] = [ware(STORY_BOOTS), ware(STORY_SOCKS)]
  const scarf = goods.articles.find(({ product }) => product.kind.category === 'bufandas') as Ware
  await arrives(stage, boots, scarf)
  await buysInTheShop(stage, 'scarf', scarf, stage.day(16, '18:20'))
  await reserves(stage, boots)
  await phones(stage, socks)
  await collects(stage)
  await buysInTheShop(stage, 'socks', socks, stage.day(2, '12:05'))
  await comesBack(stage, goods, boots)
  stage.log.info('demo: the thread of Lucía Ferrer')
}

const herself = (at: Date, channel: string): Scene => ({ at, channel, who: shopper(LUCIA, 'Lucía') })
const does = (
  stage: Stage,
  at: Date,
  channel: string,
  name: string,
  steps: readonly Omit<Step, 'id' | 'occurred_at'>[],
): Promise<unknown> =>
  stage.act(herself(minutesAfter(at, steps.length * 2), channel), (ctx) =>
    track(ctx, {
      customer_id: LUCIA,
      steps: steps.map((step, i) => ({
        ...step,
        id: idOf(`lucia ${name} ${i}`),
        occurred_at: minutesAfter(at, i * 2),
      })),
    }),
  )
const views = ({ product }: Ware): Pick<Step, 'type' | 'data'> => ({
  type: 'product.viewed',
  data: { slug: product.slug, name: product.name.es },
})

async function arrives(stage: Stage, boots: Ware, scarf: Ware): Promise<void> {
  const first = stage.day(FIRST_DAYS_AGO, '22:12')
  await stage.act({ at: first, channel: 'web' }, (ctx) =>
    addCustomer(ctx, { id: LUCIA, language: 'es', country: 'ES', channel: 'web' }),
  )
  await does(stage, minutesAfter(first, 1), 'web', 'advert', [
    { type: 'advert.clicked', data: { campaign: 'otoño', source: 'instagram' } },
    { type: 'page.viewed', data: { title: 'Casa Torzal', path: '/' } },
    { type: 'category.viewed', data: { category: 'botas-mujer' } },
    views(boots),
  ])
  await stage.act(herself(minutesAfter(first, 14), 'web'), async (ctx) => {
    await editCustomer(ctx, { customer_id: LUCIA, given_name: 'Lucía', family_name: 'Ferrer' })
    await identify(ctx, { customer_id: LUCIA, kind: 'email', value: EMAIL, level: 'verified', source: 'one_time_code' })
    await recordConsent(ctx, {
      id: idOf('lucia consent'),
      customer_id: LUCIA,
      contact_kind: 'email',
      contact_value: EMAIL,
      channel: 'email',
      purpose: 'marketing',
      answer: 'granted',
      text_version: 'novedades-2025-09',
      text: 'Quiero recibir novedades y ofertas de Casa Torzal. Puedo darme de baja cuando quiera.',
      place: 'Pie de página',
    })
  })
  await does(stage, stage.day(19, '08:31'), 'mobile', 'newsletter', [
    { type: 'link.opened', data: { campaign: 'boletín de noviembre', title: 'Ya hace frío' } },
    { type: 'search.made', data: { text: 'bufanda lana', results: 6 } },
    views(scarf),
  ])
}

/** Over the counter in Gran Vía, with her card; the first time she gets one. */
async function buysInTheShop(stage: Stage, name: string, ware: Ware, at: Date): Promise<void> {
  const till: Scene = { at, channel: 'pos', who: clerkOf('gran-via') }
  await stage.act({ ...till, at: minutesAfter(at, -9) }, (ctx) =>
    track(ctx, {
      customer_id: LUCIA,
      steps: [
        {
          id: idOf(`lucia visit ${name}`),
          type: 'store.visited',
          occurred_at: minutesAfter(at, -9),
          store_id: GRAN_VIA,
          data: { store: 'Madrid Gran Vía' },
        },
      ],
    }),
  )
  await stage.act(till, async (ctx) => {
    await identify(ctx, { customer_id: LUCIA, kind: 'card', value: CARD, level: 'verified', source: 'till' })
    await editCustomer(ctx, { customer_id: LUCIA, tags: ['silver'] })
    if (name === 'scarf')
      await setPreference(ctx, { customer_id: LUCIA, name: 'shoe_size', value: '38', source: 'till' })
    const line = { id: idOf(`lucia sold ${name}`), variant_id: ware.variant_id, quantity: 1 }
    const { gross } = await priceLines(ctx, {
      channel: 'pos',
      store_id: GRAN_VIA,
      currency: 'EUR',
      country: 'ES',
      region: 'MD',
      customer_tags: ['silver'],
      at: ctx.now,
      lines: [{ key: line.id, ...line, tax_class: 'standard' }],
    })
    await sellAtTill(ctx, {
      id: idOf(`lucia sale ${name}`),
      store_id: GRAN_VIA,
      customer_id: LUCIA,
      lines: [line],
      expected_total: gross,
      tenders: [{ id: idOf(`lucia tender ${name}`), provider: 'terminal', amount: gross, reference: 'TPV caja-1' }],
    })
  })
}

const CART = idOf('lucia cart')
const DAYS_AGO = 6

async function reserves(stage: Stage, boots: Ware): Promise<void> {
  const at = stage.day(DAYS_AGO, '12:40')
  await does(stage, minutesAfter(at, -8), 'web', 'search', [
    { type: 'search.made', data: { text: 'botas chelsea', results: 5 } },
    views(boots),
    { type: 'page.viewed', data: { title: 'Disponibilidad en tiendas', path: '/tiendas' } },
  ])
  await stage.act(herself(at, 'web'), async (ctx) => {
    const cart = await createCart(ctx, {
      id: CART,
      channel: 'web',
      delivery: { method: 'pickup', pickup_store_id: GRAN_VIA },
    })
    if (cart.status !== 'open') return
    await addLine(ctx, { cart_id: CART, line_id: idOf('lucia boots'), variant_id: boots.variant_id, quantity: 1 })
    await setContact(ctx, { cart_id: CART, contact: { name: 'Lucía Ferrer', email: EMAIL, phone: PHONE } })
  })
}

/** She calls; the agent finds her by her number, adds socks to the cart she left, takes the money and places it. */
async function phones(stage: Stage, socks: Ware): Promise<void> {
  const at = minutesAfter(stage.day(DAYS_AGO, '12:40'), 24)
  const agent: Scene = { at: minutesAfter(at, 2), channel: 'phone', who: colleague('agent') }
  await stage.act({ at, channel: 'phone' }, (ctx) =>
    track(ctx, {
      customer_id: LUCIA,
      steps: [{ id: idOf('lucia call'), type: 'call.received', occurred_at: at, data: { minutes: 6 } }],
    }),
  )
  await stage.act(agent, async (ctx) => {
    const cart = await cartView(ctx, CART)
    if (cart.status !== 'open') return
    await identify(ctx, { customer_id: LUCIA, kind: 'phone', value: PHONE, level: 'verified', source: 'phone' })
    await addNote(ctx, {
      id: idOf('lucia note'),
      customer_id: LUCIA,
      text: 'Llama para añadir calcetines; pasa a recoger al salir del trabajo.',
      visible_to: 'staff',
    })
    const { gross, currency } = await addLine(ctx, {
      cart_id: CART,
      line_id: idOf('lucia socks'),
      variant_id: socks.variant_id,
      quantity: 2,
    })
    await recordTender(ctx, {
      id: idOf('lucia payment'),
      cart_id: CART,
      customer_id: LUCIA,
      store_id: null,
      provider: 'terminal',
      amount: gross,
      currency,
      reference: 'TPV telefónico',
    })
    await placeOrder(ctx, { cart_id: CART })
  })
}

const DONE = new Set(['handed_over', 'expired', 'canceled'])

async function collects(stage: Stage): Promise<void> {
  const placed = minutesAfter(stage.day(DAYS_AGO, '12:40'), 26)
  const clerk = (minutes: number): Scene => ({
    at: minutesAfter(placed, minutes),
    channel: 'pos',
    who: clerkOf('gran-via'),
  })
  const { order_id } = await stage.act(clerk(20), (ctx) => placeOrder(ctx, { cart_id: CART }))
  const [fulfilment] = await stage.act(clerk(20), (ctx) => fulfilmentsOf(ctx, order_id))
  if (!fulfilment || DONE.has(fulfilment.status)) return
  const fulfilment_id = fulfilment.id
  if (fulfilment.status === 'assigned') await stage.act(clerk(21), (ctx) => accept(ctx, { fulfilment_id }))
  if (fulfilment.status !== 'ready') {
    await stage.act(clerk(34), async (ctx) => {
      await startPicking(ctx, { fulfilment_id })
      await pick(ctx, { fulfilment_id, code: STORY_BOOTS })
      await pick(ctx, { fulfilment_id, code: STORY_SOCKS, quantity: 2 })
    })
    await stage.act(clerk(41), (ctx) => markReady(ctx, { fulfilment_id }))
  }
  await stage.act(clerk(29 * 60), (ctx) =>
    handOver(ctx, { fulfilment_id, proof: { id_note: 'Documento de identidad visto' } }),
  )
}

/** A second name of hers says that the demo is complete; it is dated to the day she first came. */
const MARK = { kind: 'external', account: 'demo', value: 'C-10482' } as const

export const markComplete = (ctx: Ctx, stage: Stage): Promise<unknown> =>
  findOrCreate(ctx, {
    identities: [
      { kind: 'card', value: CARD, level: 'verified' },
      { ...MARK, level: 'verified' },
    ],
    created_at: minutesAfter(stage.day(FIRST_DAYS_AGO, '22:12'), 14),
  })

export const isComplete = async (ctx: Ctx): Promise<boolean> =>
  (await identitiesOf(ctx, [LUCIA])).some(
    ({ kind, account, value }) => kind === MARK.kind && account === MARK.account && value === MARK.value,
  )

/** Today she looks at a dress and leaves it in a cart. */
async function comesBack(stage: Stage, { articles }: Goods, boots: Ware): Promise<void> {
  const dress = articles.find(({ product }) => product.kind.category === 'vestidos') as Ware
  const at = minutesAfter(stage.now, -95)
  await does(stage, at, 'mobile', 'today', [
    { type: 'link.opened', data: { campaign: 'cuidado de la piel', title: 'Cuida tus botas' } },
    views(boots),
    { type: 'category.viewed', data: { category: 'vestidos' } },
    views(dress),
  ])
  await stage.act(herself(minutesAfter(at, 11), 'mobile'), async (ctx) => {
    const id = idOf('lucia dress cart')
    const cart = await createCart(ctx, { id, channel: 'mobile' })
    if (cart.lines.length === 0)
      await addLine(ctx, { cart_id: id, line_id: idOf('lucia dress'), variant_id: dress.variant_id, quantity: 1 })
  })
}
