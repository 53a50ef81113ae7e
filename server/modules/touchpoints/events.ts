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
