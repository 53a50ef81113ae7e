import type { Address } from '#platform/route'
import { fold } from '#customers'
import type { GivenIdentity } from '#customers'
import { chanceOf, daysBefore } from '../chance.ts'
import { ABROAD, FAMILIES, MEN, STREETS, TOWNS, VISITORS, WOMEN } from './names.ts'

/**
 * A person of the demo, before they are anybody's customer. Mail ends in `.internal`, a name that never
 * leaves a private network (ICANN 2024-07-29): the reserved `example` domains count as no address at all.
 */
export type Person = {
  number: number
  given_name: string
  family_name: string
  language: 'es' | 'en'
  country: string
  email: string | null
  phone: string | null
  card: string | null
  /** They proved their mail: an account, not only a till's note. */
  proved: boolean
  tags: string[]
  town: (typeof TOWNS)[number][0]
  address: Address
  created_at: Date
  channel: 'web' | 'mobile' | 'pos' | 'phone'
}

export const MAIL_DOMAIN = 'correo.internal'
export const KNOWN_DAYS = 425

export function personOf(number: number, now: Date): Person {
  const chance = chanceOf(`person ${number}`)
  const visitor = chance.flip(0.05) ? chance.pick(VISITORS) : null
  const given_name = visitor?.[0] ?? chance.pick(chance.flip(0.66) ? WOMEN : MEN)
  const family_name = visitor?.[1] ?? `${chance.pick(FAMILIES)} ${chance.pick(FAMILIES)}`
  const channel = chance.weighted([
    ['pos', 45],
    ['web', 38],
    ['mobile', 13],
    ['phone', 4],
  ] as const)
  const town = chance.weighted(TOWNS)
  const [country, prefix] = chance.flip(0.06) ? chance.pick(ABROAD) : (['ES', null] as const)
  const line = String((number * 7_919) % 10_000_000).padStart(7, '0')
  const tier = chance.weighted([
    ['gold', 6],
    ['silver', 15],
    [null, 79],
  ] as const)
  const box = fold(`${given_name}.${family_name.split(' ')[0]}`).replaceAll(/[^a-z.]/g, '')
  return {
    number,
    given_name,
    family_name,
    language: visitor ? 'en' : 'es',
    country,
    email: channel !== 'pos' || chance.flip(0.7) ? `${box}${number}@${MAIL_DOMAIN}` : null,
    phone: chance.flip(0.78) || channel === 'phone' ? (prefix ? `${prefix}${line}` : `+34 61${line}`) : null,
    card: tier || chance.flip(0.35) ? `TZ-${String(100_000 + number * 37)}` : null,
    proved: channel === 'web' || channel === 'mobile' || chance.flip(0.4),
    tags: tier ? [tier] : [],
    town,
    address: {
      name: `${given_name} ${family_name}`,
      line1: `Calle ${chance.pick(STREETS)} ${chance.int(1, 120)}`,
      city: town.city,
      postcode: town.postcode,
      region: town.region,
      country: 'ES',
    },
    created_at: daysBefore(now, chance.next() ** 0.3 * KNOWN_DAYS + 0.2),
    channel,
  }
}

/** What they are recognised by. The demo's own number comes first: seeding again finds the same customer. */
export function identitiesOf({ number, email, phone, card, proved }: Person): GivenIdentity[] {
  const level = proved ? 'verified' : 'claimed'
  return [
    { kind: 'external', account: 'demo', value: `P-${number}`, level: 'verified' },
    ...(card ? [{ kind: 'card', value: card, level: 'verified' } as const] : []),
    ...(email ? [{ kind: 'email', value: email, level } as const] : []),
    ...(phone ? [{ kind: 'phone', value: phone, level: 'claimed' } as const] : []),
  ]
}
