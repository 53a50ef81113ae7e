import type pg from 'pg'

/** A customer of the filled shop, by whom the questions are made. */
export type Sampled = {
  id: string
  given: string
  family: string
  email: string
  phone: string
  card: string
  order: string
}

/** What people type to find somebody, by kind. */
export const QUESTIONS: Record<string, (who: Sampled) => string> = {
  'whole mail': (who) => who.email,
  'start of a mail': (who) => who.email.slice(0, 9),
  'middle of a mail': (who) => who.email.slice(3, 14),
  'whole phone': (who) => who.phone,
  'phone as spoken': (who) =>
    `${who.phone.slice(2, 5)} ${who.phone.slice(5, 7)} ${who.phone.slice(7, 9)} ${who.phone.slice(9)}`,
  'last 4 of a phone': (who) => who.phone.slice(-4),
  'middle 5 of a phone': (who) => who.phone.slice(4, 9),
  'whole card': (who) => who.card,
  'end of a card': (who) => who.card.slice(-5),
  'order number': (who) => who.order,
  'end of an order number': (who) => who.order.slice(-4),
  'given name': (who) => who.given,
  'first surname': (who) => who.family.split(' ')[0]!,
  'name and surname': (who) => `${who.given.split(' ')[0]} ${who.family.split(' ')[0]}`,
  'name and second surname': (who) => `${who.given.split(' ')[0]} ${who.family.split(' ')[1]}`,
  'surnames, then name': (who) => `${who.family} ${who.given}`,
  'whole name, capitals': (who) => `${who.given} ${who.family}`.toUpperCase(),
  'starts of words': (who) => `${who.given.slice(0, 3)} ${who.family.slice(0, 4)}`,
  'three letters': (who) => who.family.slice(1, 4),
  'two letters': (who) => who.family.slice(0, 2),
  'inside a surname': (who) => who.family.slice(1, 6),
  'name and end of phone': (who) => `${who.given.split(' ')[0]} ${who.phone.slice(-4)}`,
  'name with a typing error': (who) => `${who.given.split(' ')[0]} ${typo(who.family.split(' ')[0]!)}`,
  'surname with a typing error': (who) => typo(who.family.split(' ')[0]!),
  'phone with a wrong digit': (who) =>
    who.phone.slice(2, 7) + String((Number(who.phone[7]) + 3) % 10) + who.phone.slice(8),
  nobody: (who) => `xq${who.phone.slice(-3)} wzk`,
}

function typo(word: string): string {
  const at = 1 + (word.length % 3)
  return word.length < 5 ? word.slice(0, -1) : word.slice(0, at) + word[at + 1]! + word[at]! + word.slice(at + 2)
}

/** So many customers who have everything that can be asked for. `db` looks into the schema. */
export async function sampleCustomers(db: Pick<pg.Client, 'query'>, most: number): Promise<Sampled[]> {
  const { rows } = await db.query<Sampled>(
    `select c.id, c.given_name as given, c.family_name as family, e.term as email, p.term as phone, k.term as card, o.term as order
       from (select * from customer tablesample system (3)) c
       join customer_term e on e.customer_id = c.id and e.kind = 'email' join customer_term p on p.customer_id = c.id and p.kind = 'phone'
       join customer_term k on k.customer_id = c.id and k.kind = 'card'
       join lateral (select term from customer_term where customer_id = c.id and kind = 'order' limit 1) o on true
      order by md5(c.id::text) limit $1`,
    [most],
  )
  return rows
}
