import { Type } from 'typebox'
import { mustServeAll } from '#platform/actor'
import { Amount, Currency } from '#platform/money'
import { Page, PageQuery } from '#platform/page'
import {
  Day,
  Id,
  Instant,
  Locale,
  Nullable,
  OneOf,
  Quantity,
  Shape,
  Text,
  Time,
  readRoute,
  writeRoute,
} from '#platform/route'
import { savePriceList, priceLists } from './price-lists.ts'
import { QUOTE_LINES_MAX, quotePrices } from './quote.ts'
import { PRICES_MAX, setPrices } from './set-prices.ts'
import { pricesOfList } from './list-prices.ts'
import { saveTaxRate, taxRates } from './tax-rates.ts'
import { variantPrices } from './variant-prices.ts'

const Country = Type.String({ pattern: '^[A-Z]{2}$', description: 'ISO 3166-1 alpha-2' })
const Region = Type.String({ pattern: '^[A-Z]{2}-[A-Z0-9]{1,3}$', description: 'ISO 3166-2: ES-CN' })
const TaxClass = OneOf(['standard', 'reduced', 'super_reduced', 'exempt'])
const ListCode = Type.String({ pattern: '^[a-z0-9_-]{1,60}$' })
const RateMax = 1_000_000
const PriorityMax = 1_000_000

const priceList = {
  name: Text(200),
  currency: Currency,
  tax_included: Type.Boolean(),
  channel: Nullable(Text(60)),
  store_id: Nullable(Id),
  customer_tag: Nullable(Text(60)),
  starts_at: Nullable(Time),
  ends_at: Nullable(Time),
  priority: Type.Integer({ minimum: -PriorityMax, maximum: PriorityMax }),
  active: Type.Boolean(),
}

const PriceList = Shape({ id: Id, code: ListCode, ...priceList })

const PriceListBody = Shape({
  name: priceList.name,
  currency: priceList.currency,
  tax_included: priceList.tax_included,
  channel: Type.Optional(priceList.channel),
  store_id: Type.Optional(priceList.store_id),
  customer_tag: Type.Optional(priceList.customer_tag),
  starts_at: Type.Optional(Nullable(Instant)),
  ends_at: Type.Optional(Nullable(Instant)),
  priority: Type.Optional(priceList.priority),
  active: Type.Optional(priceList.active),
})

const taxRate = {
  country: Country,
  tax_class: TaxClass,
  name: Text(60),
  rate_ppm: Type.Integer({ minimum: 0, maximum: RateMax, description: 'Millionths: 21 % = 210000' }),
  valid_from: Day,
}

const TaxRate = Shape({ id: Id, ...taxRate, region: Type.String(), valid_to: Nullable(Day) })

const Money = { net: Amount, tax: Amount, gross: Amount }

/** A priced line on the wire: the shares of single units stay inside. */
export const PricedLine = Type.Object({
  key: Type.String(),
  variant_id: Id,
  quantity: Quantity,
  unit_price: Amount,
  compare_at: Nullable(Amount),
  lowest_30d: Nullable(Amount),
  price_list: Type.String(),
  tax_included: Type.Boolean(),
  ...Money,
  tax_class: Type.String(),
  tax_name: Type.String(),
  tax_ppm: Type.Integer(),
})

export const TaxSummary = Type.Object({ name: Type.String(), tax_ppm: Type.Integer(), ...Money })

const Priced = Type.Object({
  currency: Currency,
  tax_included: Type.Boolean(),
  lines: Type.Array(PricedLine),
  unpriced: Type.Array(Type.String()),
  taxes: Type.Array(TaxSummary),
  ...Money,
})

const VariantPrices = Type.Object({
  prices: Type.Array(
    Type.Object({
      price_list: Type.String(),
      currency: Currency,
      tax_included: Type.Boolean(),
      min_quantity: Type.Integer(),
      amount: Amount,
      compare_at: Nullable(Amount),
      updated_at: Time,
    }),
  ),
  history: Type.Array(
    Type.Object({
      price_list: Type.String(),
      min_quantity: Type.Integer(),
      amount: Amount,
      from_at: Time,
      to_at: Nullable(Time),
    }),
  ),
})

export const routes = [
  readRoute({
    operation: 'listPriceLists',
    method: 'GET',
    path: '/price-lists',
    summary: 'Every price list, the strongest first',
    who: ['prices.read'],
    reply: Type.Object({ items: Type.Array(PriceList) }),
    handle: async (ctx) => ({ items: await priceLists(ctx) }),
  }),
  writeRoute({
    operation: 'savePriceList',
    method: 'PUT',
    path: '/price-lists/:code',
    summary: 'Makes or changes a price list; switching it off ends it now',
    who: ['prices.edit'],
    params: Shape({ code: ListCode }),
    body: PriceListBody,
    reply: PriceList,
    refusals: ['unknown_channel', 'bad_validity', 'price_list_in_use'],
    handle: (ctx, { params, body }) =>
      savePriceList(ctx, {
        ...body,
        code: params.code,
        starts_at: moment(body.starts_at),
        ends_at: moment(body.ends_at),
      }),
  }),
  readRoute({
    operation: 'listPrices',
    method: 'GET',
    path: '/price-lists/:code/prices',
    summary: 'What a price list asks, article by article; narrowed by a product or a piece of name or SKU',
    who: ['prices.read'],
    refusals: ['bad_cursor'],
    params: Shape({ code: ListCode }),
    query: Shape({
      ...PageQuery,
      text: Type.Optional(Text(100)),
      product_id: Type.Optional(Id),
      locale: Type.Optional(Locale),
    }),
    reply: Page(
      Shape({
        variant_id: Id,
        product_id: Id,
        sku: Type.String(),
        name: Type.String(),
        options: Type.Record(Type.String(), Type.String()),
        min_quantity: Type.Integer(),
        amount: Amount,
        compare_at: Nullable(Amount),
        updated_at: Time,
      }),
    ),
    handle: (ctx, { params, query }) => pricesOfList(ctx, { ...query, code: params.code }),
  }),
  writeRoute({
    operation: 'setPrices',
    method: 'PUT',
    path: '/price-lists/:code/prices',
    summary: 'Sets prices of a list and keeps what was asked before; amount null removes one',
    who: ['prices.edit'],
    params: Shape({ code: ListCode }),
    body: Shape({
      prices: Type.Array(
        Shape({
          variant_id: Id,
          amount: Nullable(Amount),
          compare_at: Type.Optional(Nullable(Amount)),
          min_quantity: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000_000 })),
        }),
        { minItems: 1, maxItems: PRICES_MAX },
      ),
    }),
    reply: Type.Object({ changed: Type.Integer() }),
    refusals: ['duplicate_price', 'unknown_variant', 'too_many_prices'],
    handle: (ctx, { params, body }) => setPrices(ctx, { price_list: params.code, prices: body.prices }),
  }),
  readRoute({
    operation: 'getVariantPrices',
    method: 'GET',
    path: '/variants/:variant_id/prices',
    summary: 'What every list asks for an article, and what they asked',
    who: ['prices.read'],
    params: Shape({ variant_id: Id }),
    reply: VariantPrices,
    handle: (ctx, { params }) => variantPrices(ctx, params.variant_id),
  }),
  readRoute({
    operation: 'listTaxRates',
    method: 'GET',
    path: '/tax-rates',
    summary: 'Tax rates by country, region, class and day',
    who: ['prices.read'],
    query: Shape({ country: Type.Optional(Country) }),
    reply: Type.Object({ items: Type.Array(TaxRate) }),
    handle: async (ctx, { query }) => ({ items: await taxRates(ctx, query.country) }),
  }),
  writeRoute({
    operation: 'saveTaxRate',
    method: 'PUT',
    path: '/tax-rates',
    summary: 'Sets a tax rate from a day on',
    who: ['prices.edit'],
    body: Shape({ ...taxRate, region: Type.Optional(Region), valid_to: Type.Optional(Nullable(Day)) }),
    reply: TaxRate,
    refusals: ['bad_validity'],
    handle: (ctx, { body }) => {
      // Taxes hold in every store.
      mustServeAll(ctx.actor)
      return saveTaxRate(ctx, body)
    },
  }),
  readRoute({
    operation: 'quotePrices',
    planned: 'together',
    method: 'POST',
    path: '/price-quotes',
    summary: 'Prices articles with tax, for whoever asks, without a cart',
    who: ['storefront', 'customer', 'device', 'prices.read'],
    key: 'none',
    body: Shape({
      channel: Type.Optional(Text(60)),
      store_id: Type.Optional(Id),
      currency: Type.Optional(Currency),
      country: Type.Optional(Country),
      region: Type.Optional(Text(10)),
      postcode: Type.Optional(Text(20)),
      customer_tags: Type.Optional(Type.Array(Text(60), { maxItems: 50 })),
      at: Type.Optional(Instant),
      lines: Type.Array(Shape({ key: Text(80), variant_id: Id, quantity: Quantity }), {
        minItems: 1,
        maxItems: QUOTE_LINES_MAX,
      }),
    }),
    reply: Priced,
    refusals: ['unknown_channel', 'not_your_tag', 'no_tax_rate', 'amount_too_large', 'not_found'],
    handle: async (ctx, { body }) => {
      const { at, ...quote } = body
      const priced = await quotePrices(ctx, at ? { ...quote, at: new Date(at) } : quote)
      return { ...priced, lines: priced.lines.map(({ unit_paid: _, ...line }) => line) }
    },
  }),
]

/** Moments arrive as text; the schema has seen that they are well formed. */
const moment = (at: string | null | undefined): Date | null => (at ? new Date(at) : null)
