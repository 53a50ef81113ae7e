import { Type } from 'typebox'
import { PageQuery, Page } from '#platform/page'
import { Id, Shape, readRoute, writeRoute } from '#platform/route'
import { ARTICLES_MAX, tillArticles } from './articles.ts'
import { tillChanges } from './changes.ts'
import { FACTS_MAX, FactShape, Version } from './fact-shapes.ts'
import { PEOPLE_MAX, tillCustomers } from './people.ts'
import { routesForShops } from './routes-shops.ts'
import { sendFacts } from './send-facts.ts'
import { sendReceipt } from './send-receipt.ts'
import { Article, Changes, Person, Sent, TillNow } from './shapes.ts'
import { tillNow } from './till-now.ts'

/** Fifty sales of two hundred lines, each with its words. */
const FACTS_BODY_LIMIT = 8 * 1024 * 1024

const pageOfMost = (most: number) => ({
  ...PageQuery,
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: most, default: most })),
})

const snapshot = [
  readRoute({
    operation: 'getTill',
    method: 'GET',
    path: '/till',
    summary: 'Where this till stands, and what it needs to sell: store, series, shift, settings, people',
    who: ['device'],
    reply: TillNow,
    refusals: ['unknown_channel'],
    handle: (ctx) => tillNow(ctx),
  }),
  readRoute({
    operation: 'listTillArticles',
    method: 'GET',
    path: '/till/articles',
    summary: 'All that is for sale at this till, with prices and stock',
    who: ['device'],
    query: Shape(pageOfMost(ARTICLES_MAX)),
    reply: Page(Article),
    refusals: ['unknown_channel'],
    handle: (ctx, { query }) => tillArticles(ctx, query),
  }),
  readRoute({
    operation: 'listTillCustomers',
    method: 'GET',
    path: '/till/customers',
    summary: 'Known customers, as far as it takes to find them; a page may hold few and still have a next one',
    who: ['device'],
    query: Shape(pageOfMost(PEOPLE_MAX)),
    reply: Page(Person),
    handle: (ctx, { query }) => tillCustomers(ctx, query),
  }),
  readRoute({
    operation: 'listTillChanges',
    method: 'GET',
    path: '/till/changes',
    summary: 'What is not any more as it was at a version; `reset`: load everything anew',
    who: ['device'],
    query: Shape({ since: Version }),
    reply: Changes,
    refusals: ['unknown_channel'],
    handle: (ctx, { query }) => tillChanges(ctx, query),
  }),
]

const facts = [
  writeRoute({
    operation: 'sendTillFacts',
    method: 'POST',
    path: '/till/facts',
    summary: 'What happened at this till, in its order; each fact is taken once however often it is sent',
    who: ['device'],
    // The chain knows what was said before, for ever.
    key: 'none',
    // The hash of each is over its very signs.
    verbatim: true,
    body_limit: FACTS_BODY_LIMIT,
    body: Shape({ facts: Type.Array(FactShape, { minItems: 1, maxItems: FACTS_MAX }) }),
    reply: Sent,
    refusals: [
      'sequence_gap',
      'chain_broken',
      'bad_sale',
      'bad_shift',
      'unknown_staff',
      'sale_exists',
      'unknown_channel',
      'amount_too_large',
    ],
    handle: (ctx, { body }) => sendFacts(ctx, body),
  }),
  writeRoute({
    operation: 'sendReceipt',
    method: 'POST',
    path: '/till/receipts/:order_id/letters',
    summary: 'Sends the receipt of an order of this store by mail',
    who: ['device'],
    status: 202,
    params: Shape({ order_id: Id }),
    body: Shape({ email: Type.String({ format: 'email', maxLength: 254 }) }),
    reply: Type.Object({ letter_id: Id }),
    refusals: ['not_found', 'other_store', 'too_many_attempts'],
    handle: (ctx, { params, body }) => sendReceipt(ctx, { ...params, ...body }),
  }),
]

export const routes = [...snapshot, ...facts, ...routesForShops]
