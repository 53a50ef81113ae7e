import type { Reply } from '#sdk'

/** What the server tells a till, by the names the screens use. */
export type Till = Reply<'getTill'>
export type CrewMember = Till['crew'][number]
export type Article = Reply<'listTillArticles'>['items'][number]
export type Customer = Reply<'listTillCustomers'>['items'][number]
export type Cart = Reply<'getCart'>
export type Fulfilment = Reply<'listFulfilments'>['items'][number]
