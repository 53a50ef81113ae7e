import { ROLES } from '#organisation'
import type { Role } from '#organisation'

/**
 * Every permission there is, written down once. Modules declare their own with a sentence; a test holds
 * this list and those declarations against each other.
 */
export const PERMISSIONS = [
  'organisation.read',
  'organisation.edit',
  'staff.edit',
  'keys.edit',
  'devices.enrol',
  'customers.read',
  'customers.edit',
  'customers.merge',
  'customers.export',
  'customers.erase',
  'customers.audit',
  'consent.read',
  'consent.edit',
  'catalog.read',
  'catalog.edit',
  'prices.read',
  'prices.edit',
  'stock.read',
  'stock.adjust',
  'stock.transfer',
  'stock.count',
  'stock.receive',
  'carts.read',
  'carts.edit',
  'payments.read',
  'payments.take',
  'payments.refund',
  'orders.read',
  'orders.place',
  'orders.cancel',
  'orders.edit',
  'fulfilment.read',
  'fulfilment.work',
  'timeline.read',
  'tills.approve',
  'imports.run',
  'events.read',
  'events.retry',
  'doctor.run',
] as const

export type Permission = (typeof PERMISSIONS)[number]

/** What decides who may come in: the owner's alone. */
const OWNERS: readonly Permission[] = ['staff.edit', 'keys.edit']

/** What four digits are not enough for: who comes in, and taking people's data away or out of the books. */
const NOT_BY_PIN: ReadonlySet<string> = new Set<Permission>([
  ...OWNERS,
  'devices.enrol',
  'customers.export',
  'customers.erase',
  'customers.audit',
  'imports.run',
  'events.read',
  'events.retry',
  'doctor.run',
])

export const isPermission = (name: string): name is Permission => (PERMISSIONS as readonly string[]).includes(name)

const ASSISTANT: readonly Permission[] = [
  'organisation.read',
  'customers.read',
  'customers.edit',
  'carts.read',
  'carts.edit',
  'orders.read',
  'orders.place',
  'stock.read',
  'stock.count',
  'stock.receive',
  'fulfilment.read',
  'fulfilment.work',
  'catalog.read',
  'prices.read',
  'payments.take',
  'payments.read',
  'timeline.read',
]

const AGENT: readonly Permission[] = [
  ...startingWith('customers.', 'consent.', 'carts.', 'orders.'),
  'organisation.read',
  'catalog.read',
  'prices.read',
  'stock.read',
  'payments.take',
  'payments.read',
  'payments.refund',
  'fulfilment.read',
  'timeline.read',
].filter((name) => name !== 'customers.erase' && name !== 'customers.audit') as Permission[]

const MARKETER: readonly Permission[] = [
  'organisation.read',
  'customers.read',
  'consent.read',
  ...startingWith('catalog.', 'prices.'),
  'stock.read',
  'orders.read',
  'timeline.read',
]

const GRANTS: Readonly<Record<Role, readonly Permission[]>> = {
  owner: PERMISSIONS,
  manager: PERMISSIONS.filter((name) => !OWNERS.includes(name)),
  assistant: ASSISTANT,
  agent: AGENT,
  marketer: MARKETER,
  analyst: PERMISSIONS.filter((name) => name.endsWith('.read')),
}

function startingWith(...nouns: string[]): Permission[] {
  return PERMISSIONS.filter((name) => nouns.some((noun) => name.startsWith(noun)))
}

const BY_ROLE: ReadonlyMap<Role, ReadonlySet<string>> = new Map(ROLES.map((role) => [role, new Set(GRANTS[role])]))

/** What a person of this role may do; where they may do it is their list of stores. */
export const permissionsOf = (role: Role): ReadonlySet<string> => BY_ROLE.get(role) ?? new Set()

/** What a person of this role may do who signed in at a till by PIN. */
export const permissionsAtTill = (role: Role): ReadonlySet<string> =>
  new Set([...permissionsOf(role)].filter((name) => !NOT_BY_PIN.has(name)))

/** A till does what an assistant does, in its own store. */
export const DEVICE_PERMISSIONS: ReadonlySet<string> = new Set<string>(ASSISTANT)
