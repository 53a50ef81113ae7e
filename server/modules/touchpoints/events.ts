/** What a visitor does and we may follow; high volume, so it goes beside the log, not through it. */
export const TRACKED = [
  'page.viewed',
  'product.viewed',
  'category.viewed',
  'search.made',
  'store.visited',
  'advert.clicked',
  'link.opened',
  'call.received',
] as const
export type Tracked = (typeof TRACKED)[number]

/** Facts of the log a shopper may see in their own thread; what staff write among themselves is not here. */
export const SHOWN_TO_SHOPPER = [
  'cart',
  'order',
  'fulfilment',
  'payment.authorised',
  'payment.captured',
  'payment.taken',
  'payment.refunded',
  'consent',
  ...TRACKED,
]
