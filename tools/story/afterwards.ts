import type { Reply } from '#sdk'
import { Unexpected, mustBe, mustEqual } from './expect.ts'
import type { House } from './house.ts'
import type { Told } from './report.ts'

type Moment = Reply<'getTimeline'>['items'][number]

/** Whoever asks first: the app, the browser at home, or the system when the provider's notice is quicker. */
const ANY_OF_HERS = ['mobile', 'web', 'system']

/** The thread in order: what happened and through which channel. Between these, more may have happened. */
const THREAD: readonly (readonly [type: string, ...channels: string[]])[] = [
  ['customer.created', 'web'],
  ['search.made', 'web'],
  ['product.viewed', 'web'],
  ['cart.created', 'web'],
  ['cart.line_added', 'web'],
  ['cart.delivery_chosen', 'web'],
  ['cart.contact_given', 'web'],
  ['customer.signed_in', 'web'],
  ['cart.line_added', 'phone'],
  ['cart.taken_up', 'mobile'],
  ['customer.merged', 'mobile'],
  ['customer.signed_in', 'mobile'],
  ['payment.started', 'mobile'],
  ['payment.declined', 'mobile', 'system'],
  ['payment.authorised', ...ANY_OF_HERS],
  ['order.placed', ...ANY_OF_HERS],
  ['fulfilment.assigned', ...ANY_OF_HERS],
  ['fulfilment.accepted', 'pos'],
  ['fulfilment.picking_started', 'pos'],
  ['fulfilment.ready', 'pos'],
  ['fulfilment.handed_over', 'pos'],
]

/** The agent reads one thread, whatever device or counter its parts come from. */
export async function showsTheThread({ agent }: House, customer_id: string): Promise<Told> {
  const moments: Moment[] = []
  for await (const moment of agent.each('getTimeline', { customer_id })) moments.unshift(moment)
  const times = moments.map(({ occurred_at }) => occurred_at)
  mustEqual('moments in order', times, times.toSorted())
  let place = 0
  for (const [type, ...channels] of THREAD) {
    const next = moments.findIndex(
      (moment, at) => at >= place && moment.type === type && channels.includes(moment.channel),
    )
    if (next < 0)
      throw new Unexpected(
        `${type} through ${channels.join(' or ')}, after ${moments[place - 1]?.type}`,
        inChapters(moments).join('; '),
      )
    place = next + 1
  }
  mustBe(
    moments.some(({ type }) => type === 'payment.captured'),
    'payment.captured in the thread',
    inChapters(moments),
  )
  const channels = [...new Set(moments.map(({ channel }) => channel))]
  return {
    seen: `${moments.length} moments through ${channels.join(', ')}; nothing is missing`,
    details: inChapters(moments),
  }
}

/** What follows each other in one channel, on one line. */
function inChapters(moments: readonly Moment[]): string[] {
  const chapters: { channel: string; types: string[] }[] = []
  for (const { channel, type } of moments) {
    if (chapters.at(-1)?.channel !== channel) chapters.push({ channel, types: [] })
    chapters.at(-1)?.types.push(type)
  }
  return chapters.map(({ channel, types }) => `${channel.padEnd(6)}  ${types.join(' → ')}`)
}

/** Every counter is what its ledger says, and no listener has choked on a fact. */
export async function doctorFindsNothing({ owner }: House): Promise<Told> {
  const checked: string[] = []
  for (let after: string | null = ''; after !== null;) {
    const visit = await owner.runDoctor({ after })
    mustEqual('findings', visit.findings, [])
    checked.push(...visit.checked)
    after = visit.next
  }
  const { items: parked } = await owner.listDeadLetters({})
  mustEqual('facts no listener could take', parked, [])
  return { seen: `${checked.join(', ')}: 0 findings, 0 dead letters` }
}
