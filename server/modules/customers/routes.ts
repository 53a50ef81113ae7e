import { Type } from 'typebox'
import type { Ctx } from '#platform/ctx'
import { Id, OneOf, Shape, Text, readRoute, writeRoute } from '#platform/route'
import { addAddress, removeAddress } from './addresses.ts'
import { personOf } from './cluster.ts'
import { addCustomer } from './create.ts'
import { editCustomer } from './edit.ts'
import { eraseCustomer } from './erase.ts'
import { FIND_MAX, findCustomers } from './find.ts'
import { identify, removeIdentity, setShared } from './identify.ts'
import { merge, undoMerge } from './merge.ts'
import { addNote, removeNote } from './notes.ts'
import { setPreference } from './preferences.ts'
import { ownRoutes } from './routes-own.ts'
import { trailRoutes } from './routes-trail.ts'
import { samePerson } from './same-person.ts'
import {
  AddressBody,
  Country,
  Customer,
  EraseBody,
  Evidence,
  Fields,
  Hit,
  IdentityKindShape,
  PreferenceName,
  PreferenceValue,
  Suggested,
} from './shapes.ts'
import { customerView } from './view.ts'

const ByCustomer = Shape({ customer_id: Id })
const Done = Type.Object({ id: Id })

const find = readRoute({
  operation: 'findCustomers',
  planned: 'alone',
  method: 'GET',
  path: '/customers',
  summary: 'Find people by any piece of a name, mail, phone, card or order number',
  who: ['customers.read'],
  query: Shape({
    text: Text(100),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: FIND_MAX, default: FIND_MAX })),
  }),
  reply: Type.Object({ items: Type.Array(Hit) }),
  people: ({ items }) => items.map(({ id }) => id),
  handle: async (ctx, { query }) => ({
    items: await findCustomers(ctx, { text: query.text, limit: query.limit ?? FIND_MAX }),
  }),
})

const get = readRoute({
  operation: 'getCustomer',
  method: 'GET',
  path: '/customers/:customer_id',
  summary: 'One person: all they are known by, as one',
  who: ['customers.read'],
  params: ByCustomer,
  reply: Customer,
  handle: (ctx, { params }) => customerView(ctx, params.customer_id),
})

const add = writeRoute({
  operation: 'addCustomer',
  method: 'POST',
  path: '/customers',
  summary: 'Register a person; the caller may make the id',
  who: ['customers.edit'],
  refusals: ['too_many_tags'],
  status: 201,
  body: Shape({ id: Type.Optional(Id), ...Fields }),
  reply: Customer,
  people: ({ id }) => [id],
  handle: async (ctx, { body }) => customerView(ctx, (await addCustomer(ctx, body)).id),
})

const edit = writeRoute({
  operation: 'editCustomer',
  method: 'PATCH',
  path: '/customers/:customer_id',
  summary: 'Change names, language, birthday, company, country or tags',
  who: ['customers.edit'],
  params: ByCustomer,
  body: Shape(Fields),
  reply: Customer,
  refusals: ['customer_erased', 'too_many_tags'],
  handle: async (ctx, { params, body }) => {
    await editCustomer(ctx, { ...params, ...body })
    return customerView(ctx, params.customer_id)
  },
})

const addIdentity = writeRoute({
  operation: 'addIdentity',
  method: 'POST',
  path: '/customers/:customer_id/identities',
  summary: 'Say a contact, card or account is theirs; staff can claim it, only the person can prove it',
  who: ['customers.edit'],
  params: ByCustomer,
  body: Shape({
    kind: IdentityKindShape,
    value: Text(320),
    account: Type.Optional(Text(200, 0)),
    country: Type.Optional(Country),
  }),
  reply: Type.Object({
    outcome: OneOf(['added', 'known', 'kept_apart', 'joined', 'blocked', 'enough']),
    customer: Customer,
  }),
  refusals: ['customer_erased'],
  handle: async (ctx, { params, body }) => {
    const { outcome } = await identify(ctx, { ...params, ...body, level: 'claimed', source: 'staff' })
    return { outcome, customer: await customerView(ctx, params.customer_id) }
  },
})

const shareIdentity = writeRoute({
  operation: 'setIdentityShared',
  method: 'PUT',
  path: '/customers/:customer_id/identities/:identity_id/shared',
  summary: 'Say whether several people use this contact; shared ones prove nobody',
  who: ['customers.edit'],
  params: Shape({ customer_id: Id, identity_id: Id }),
  body: Shape({ shared: Type.Boolean() }),
  reply: Customer,
  refusals: ['owned_twice'],
  handle: async (ctx, { params, body }) => {
    await setShared(ctx, {
      customer_ids: await personOf(ctx, params.customer_id),
      identity_id: params.identity_id,
      ...body,
    })
    return customerView(ctx, params.customer_id)
  },
})

/** A row of the person's, gone; the person as they are then is the answer. */
const removes = (
  operation: string,
  noun: 'identity' | 'address' | 'note',
  plural: string,
  remove: (ctx: Ctx, customer_ids: string[], id: string) => Promise<void>,
) =>
  writeRoute({
    operation,
    method: 'DELETE',
    path: `/customers/:customer_id/${plural}/:${noun}_id`,
    summary: `Remove ${noun === 'note' ? 'a' : 'an'} ${noun}; removed already is as good`,
    who: ['customers.edit'],
    params: Type.Unsafe<Record<string, string>>(Shape({ customer_id: Id, [`${noun}_id`]: Id })),
    reply: Customer,
    handle: async (ctx, { params }) => {
      const customer_id = params['customer_id']!
      await remove(ctx, await personOf(ctx, customer_id), params[`${noun}_id`]!)
      return customerView(ctx, customer_id)
    },
  })

const newAddress = writeRoute({
  operation: 'addAddress',
  method: 'POST',
  path: '/customers/:customer_id/addresses',
  summary: 'Keep an address',
  who: ['customers.edit'],
  status: 201,
  params: ByCustomer,
  body: AddressBody,
  reply: Done,
  refusals: ['too_many_addresses', 'id_taken', 'customer_erased'],
  handle: (ctx, { params, body }) => addAddress(ctx, { ...params, ...body }),
})

const prefer = writeRoute({
  operation: 'setPreference',
  method: 'PUT',
  path: '/customers/:customer_id/preferences/:name',
  summary: 'Say what a person prefers; null forgets it',
  who: ['customers.edit'],
  params: Shape({ customer_id: Id, name: PreferenceName }),
  body: Shape({ value: PreferenceValue }),
  reply: Customer,
  refusals: ['too_many_preferences', 'customer_erased'],
  handle: async (ctx, { params, body }) => {
    await setPreference(ctx, { ...params, value: body.value, source: 'staff' })
    return customerView(ctx, params.customer_id)
  },
})

const note = writeRoute({
  operation: 'addNote',
  method: 'POST',
  path: '/customers/:customer_id/notes',
  summary: 'Note something down, for staff or for the person to see',
  who: ['customers.edit'],
  status: 201,
  params: ByCustomer,
  body: Shape({ id: Type.Optional(Id), text: Text(4_000), visible_to: OneOf(['staff', 'customer']) }),
  reply: Done,
  refusals: ['id_taken', 'customer_erased'],
  handle: (ctx, { params, body }) => addNote(ctx, { ...params, ...body }),
})

const suggest = readRoute({
  operation: 'samePerson',
  method: 'GET',
  path: '/customers/:customer_id/same-person',
  summary: 'Who else may be this person, with what speaks for it and against it',
  who: ['customers.merge'],
  params: ByCustomer,
  reply: Type.Object({ items: Type.Array(Suggested) }),
  handle: async (ctx, { params }) => ({ items: await samePerson(ctx, params.customer_id) }),
})

const mergeCustomers = writeRoute({
  operation: 'mergeCustomers',
  method: 'POST',
  path: '/customers/:customer_id/merges',
  summary: 'Join another customer to this one; can be undone exactly',
  who: ['customers.merge'],
  status: 201,
  params: ByCustomer,
  body: Shape({ merge_id: Type.Optional(Id), joined_id: Id, evidence: Evidence }),
  reply: Type.Object({ merge_id: Id }),
  refusals: ['already_one', 'customer_erased', 'id_taken', 'evidence_missing'],
  handle: (ctx, { params, body }) => merge(ctx, { kept_id: params.customer_id, ...body }),
})

const undo = writeRoute({
  operation: 'undoMerge',
  method: 'DELETE',
  path: '/merges/:merge_id',
  summary: 'Take a merge back: both are exactly who they were',
  who: ['customers.merge'],
  params: Shape({ merge_id: Id }),
  reply: Type.Object({ merge_id: Id }),
  handle: (ctx, { params }) => undoMerge(ctx, params),
})

const erase = writeRoute({
  operation: 'eraseCustomer',
  method: 'POST',
  path: '/customers/:customer_id/erasure',
  summary: 'Forget a person; ids stay so that orders and ledgers stay whole',
  who: ['customers.erase'],
  params: ByCustomer,
  body: EraseBody,
  reply: Type.Object({ id: Id, customer_id: Id, erased_at: Type.Unsafe<Date>(Type.String({ format: 'date-time' })) }),
  handle: (ctx, { params, body }) => eraseCustomer(ctx, { ...params, ...body }),
})

export const routes = [
  find,
  get,
  add,
  edit,
  addIdentity,
  shareIdentity,
  newAddress,
  prefer,
  note,
  suggest,
  mergeCustomers,
  undo,
  erase,
  removes('removeIdentity', 'identity', 'identities', (ctx, customer_ids, identity_id) =>
    removeIdentity(ctx, { customer_ids, identity_id }),
  ),
  removes('removeAddress', 'address', 'addresses', (ctx, customer_ids, address_id) =>
    removeAddress(ctx, { customer_ids, address_id }),
  ),
  removes('removeNote', 'note', 'notes', (ctx, customer_ids, note_id) => removeNote(ctx, { customer_ids, note_id })),
  ...ownRoutes,
  ...trailRoutes,
]
