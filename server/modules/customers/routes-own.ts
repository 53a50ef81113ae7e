import { Type } from 'typebox'
import { Id, Nullable, Shape, Time, readRoute, writeRoute } from '#platform/route'
import { addAddress, addressesOf, removeAddress } from './addresses.ts'
import { ownCard, takeCard } from './card.ts'
import { ownId, personOf } from './cluster.ts'
import { editCustomer } from './edit.ts'
import { eraseCustomer } from './erase.ts'
import { preferencesOf, setPreference } from './preferences.ts'
import {
  AddressBody,
  AddressItem,
  OwnCustomer,
  OwnFields,
  PreferenceItem,
  PreferenceName,
  PreferenceValue,
} from './shapes.ts'
import { ownView } from './view.ts'

/** What shoppers do with their own data. What shows it needs a proved contact; writing alone does not. */
const getOwn = readRoute({
  operation: 'getOwnCustomer',
  method: 'GET',
  path: '/me/customer',
  summary: 'What we know of you',
  who: ['verified'],
  reply: OwnCustomer,
  handle: (ctx) => ownView(ctx, ownId(ctx)),
})

const editOwn = writeRoute({
  operation: 'editOwnCustomer',
  method: 'PATCH',
  path: '/me/customer',
  summary: 'Change your names, language, birthday, company or country',
  who: ['verified'],
  body: Shape(OwnFields),
  reply: OwnCustomer,
  handle: async (ctx, { body }) => {
    await editCustomer(ctx, { customer_id: ownId(ctx), ...body })
    return ownView(ctx, ownId(ctx))
  },
})

const listAddresses = readRoute({
  operation: 'listOwnAddresses',
  method: 'GET',
  path: '/me/addresses',
  summary: 'Your addresses',
  who: ['verified'],
  reply: Type.Object({ items: Type.Array(AddressItem) }),
  handle: async (ctx) => ({ items: await addressesOf(ctx, await personOf(ctx, ownId(ctx))) }),
})

const addOwnAddress = writeRoute({
  operation: 'addOwnAddress',
  method: 'POST',
  path: '/me/addresses',
  summary: 'Keep an address of yours',
  who: ['customer', 'verified'],
  status: 201,
  body: AddressBody,
  reply: Type.Object({ id: Id }),
  refusals: ['too_many_addresses', 'id_taken'],
  handle: (ctx, { body }) => addAddress(ctx, { customer_id: ownId(ctx), ...body }),
})

const removeOwnAddress = writeRoute({
  operation: 'removeOwnAddress',
  method: 'DELETE',
  path: '/me/addresses/:address_id',
  summary: 'Remove an address of yours',
  who: ['verified'],
  params: Shape({ address_id: Id }),
  reply: Type.Object({ id: Id }),
  handle: async (ctx, { params }) => {
    await removeAddress(ctx, { customer_ids: await personOf(ctx, ownId(ctx)), ...params })
    return { id: params.address_id }
  },
})

const listPreferences = readRoute({
  operation: 'listOwnPreferences',
  method: 'GET',
  path: '/me/preferences',
  summary: 'What you prefer',
  who: ['verified'],
  reply: Type.Object({ items: Type.Array(PreferenceItem) }),
  handle: async (ctx) => ({ items: await preferencesOf(ctx, await personOf(ctx, ownId(ctx))) }),
})

const setOwnPreference = writeRoute({
  operation: 'setOwnPreference',
  method: 'PUT',
  path: '/me/preferences/:name',
  summary: 'Say what you prefer; null forgets it',
  who: ['customer', 'verified'],
  params: Shape({ name: PreferenceName }),
  body: Shape({ value: PreferenceValue }),
  reply: Type.Object({ name: Type.String(), value: Type.Unknown() }),
  refusals: ['too_many_preferences'],
  handle: async (ctx, { params, body }) => {
    await setPreference(ctx, { customer_id: ownId(ctx), ...params, ...body, source: ctx.channel })
    return { ...params, ...body }
  },
})

/** What a till reads: as a picture, and as people say it. */
const Card = Type.Object({ number: Type.String(), svg: Type.String({ description: 'The square code of the number' }) })

const getCard = readRoute({
  operation: 'getOwnCard',
  method: 'GET',
  path: '/me/card',
  summary: 'Your member card to show at a till; null before you have one',
  who: ['verified'],
  reply: Type.Object({ card: Nullable(Card) }),
  handle: async (ctx) => ({ card: await ownCard(ctx) }),
})

const newCard = writeRoute({
  operation: 'takeOwnCard',
  method: 'POST',
  path: '/me/card',
  summary: 'Makes your member card; the one you have stays the one',
  who: ['verified'],
  status: 201,
  reply: Type.Object({ card: Card }),
  refusals: ['customer_erased'],
  handle: async (ctx) => ({ card: await takeCard(ctx) }),
})

const eraseOwn = writeRoute({
  operation: 'eraseOwnData',
  method: 'POST',
  path: '/me/erasure',
  summary: 'Forget me: what we hold of you goes, and you are signed out everywhere',
  who: ['verified'],
  reply: Type.Object({ id: Id, erased_at: Time }),
  handle: async (ctx) => {
    const { id, erased_at } = await eraseCustomer(ctx, { customer_id: ownId(ctx) })
    return { id, erased_at }
  },
})

export const ownRoutes = [
  getOwn,
  editOwn,
  listAddresses,
  addOwnAddress,
  removeOwnAddress,
  listPreferences,
  setOwnPreference,
  getCard,
  newCard,
  eraseOwn,
]
