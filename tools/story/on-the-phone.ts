import { createClient } from '#sdk'
import { Unexpected, mustBe, mustEqual } from './expect.ts'
import { money } from './house.ts'
import type { House, Session } from './house.ts'
import type { Cart } from './on-the-web.ts'
import type { Told } from './report.ts'

const FIND_MAX_MS = 50
/** A busy machine may delay one answer; what the search costs is the quickest of these. */
const FIND_TRIES = 5

/** The number on the display is all the agent has. Round trips are measured, so the server took less. */
export async function findsHer({ agent, carmen }: House, customer_id: string, cart_id: string): Promise<Told> {
  const times: number[] = []
  for (let attempt = 0; attempt < FIND_TRIES; attempt++) {
    const began = performance.now()
    const { items } = await agent.findCustomers({ text: carmen.phone })
    times.push(performance.now() - began)
    mustEqual('first person found', items[0]?.id, customer_id)
  }
  const ms = Math.min(...times)
  mustBe(ms < FIND_MAX_MS, `found within ${FIND_MAX_MS} ms`, `${ms.toFixed(1)} ms`)
  const { items: carts } = await agent.listCarts({ customer_id, status: 'open' })
  mustEqual(
    'her open carts',
    carts.map(({ id }) => id),
    [cart_id],
  )
  const cart = await agent.getCart({ cart_id })
  mustEqual('who the cart is of', cart.customer?.given_name, carmen.given_name)
  const lines = cart.lines.map(({ quantity, name }) => `${quantity} × ${name}`).join(', ')
  return { seen: `${carmen.given_name} ${carmen.family_name} in ${ms.toFixed(1)} ms; open cart: ${lines}` }
}

/** The agent edits the same cart; her screen is told without asking. */
export async function addsSocks(house: House, web: Session, cart_id: string): Promise<Told<{ cart: Cart }>> {
  const { agent, socks } = house
  const feed = await follow({ url: house.url, token: web.token }, cart_id)
  try {
    const began = performance.now()
    const cart = await agent.addCartLine({ cart_id, variant_id: socks.variant_id, quantity: 1 })
    await feed.heard('cart.line_added', 'phone')
    const ms = Math.round(performance.now() - began)
    mustEqual('articles on her screen', (await web.client.getCart({ cart_id })).lines.length, 2)
    const seen = `${socks.name} added; her screen heard of it within ${ms} ms; ${money(cart.gross, cart.currency)}`
    return { cart, seen }
  } finally {
    feed.close()
  }
}

const NEWS_MAX_MS = 10_000

type Following = { heard: (type: string, channel: string) => Promise<void>; close: () => void }

/** Her live feed of one cart, open when this answers: what happens from now on is told. */
async function follow({ url, token }: { url: string; token: string }, cart_id: string): Promise<Following> {
  const closing = new AbortController()
  const signal = AbortSignal.any([closing.signal, AbortSignal.timeout(NEWS_MAX_MS)])
  const opened = Promise.withResolvers<void>()
  const listening = createClient({
    url,
    token,
    fetch: async (...call) => {
      const response = await fetch(...call)
      opened.resolve()
      return response
    },
  })
  const news = listening.feed({ subject_id: cart_id, types: ['cart'] }, { signal })
  // Asking for the first is what opens it.
  const first = news.next()
  first.catch(opened.reject)
  await opened.promise

  async function heard(type: string, channel: string): Promise<void> {
    const told: string[] = []
    for (let next = await first; !next.done; next = await news.next()) {
      const { type: what, data } = next.value
      if (what === type && data['channel'] === channel) return
      told.push(`${what} ${data['channel']}`)
    }
    throw new Unexpected(`${type} ${channel} on her live feed within ${NEWS_MAX_MS / 1_000} s`, told)
  }
  return { heard, close: () => closing.abort() }
}
