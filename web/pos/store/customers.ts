import type { Customer } from '../contract.ts'
import { fold } from '#shared/fold.ts'
import { value } from './value.ts'

const FOUND_MAX = 20
const DIGITS_MIN = 4

/** The basics of known people, to find them without a network by card, telephone, mail or name. */
export class Customers {
  private readonly byId = new Map<string, Customer>()
  private readonly texts = new Map<string, string>()

  get size(): number {
    return this.byId.size
  }

  add(customers: Iterable<Customer>): void {
    for (const customer of customers) {
      this.byId.set(customer.customer_id, customer)
      this.texts.set(customer.customer_id, textOf(customer))
    }
  }

  remove(customer_id: string): void {
    this.byId.delete(customer_id)
    this.texts.delete(customer_id)
  }

  get(customer_id: string): Customer | undefined {
    return this.byId.get(customer_id)
  }

  /** By a scanned or typed card. */
  byCard(code: string): Customer | undefined {
    const wanted = bare(code)
    if (wanted === '') return undefined
    for (const customer of this.byId.values()) if (customer.cards.some((card) => bare(card) === wanted)) return customer
    return undefined
  }

  search(typed: string): Customer[] {
    const digits = typed.replaceAll(/\D/g, '')
    const words = /^[\d\s+().-]+$/.test(typed) ? [] : fold(typed).split(' ').filter(Boolean)
    if (words.length === 0 && digits.length < DIGITS_MIN) return []
    const found: Customer[] = []
    for (const [id, text] of this.texts) {
      const fits = words.length > 0 ? words.every((word) => text.includes(word)) : text.includes(digits)
      if (fits) found.push(this.byId.get(id) as Customer)
      if (found.length >= FOUND_MAX) break
    }
    return found
  }
}

/** A card as it is printed, read out or scanned: with its dashes or without. */
const bare = (code: string): string => fold(code).replaceAll(/[\s-]/g, '')

const textOf = ({ given_name, family_name, company, phones, emails, cards }: Customer): string =>
  fold(
    [given_name, family_name, company, ...emails, ...phones.map((phone) => phone.replaceAll(/\D/g, '')), ...cards].join(
      ' ',
    ),
  )

export const customers = value(new Customers())

type Named = Pick<Customer, 'given_name' | 'family_name' | 'company'>
export const nameOf = ({ given_name, family_name, company }: Named): string =>
  [given_name, family_name].filter(Boolean).join(' ') || (company ?? '')
