/**
 * What belongs to one thing and is never many: all of it may be read at once. By table, the columns that name whose it is,
 * and why it stays small. Whatever a person or a shop gathers over the years (orders, carts, facts, letters) is none.
 */
export const GROUPS: Readonly<Record<string, readonly Group[]>> = {
  cart_line: [{ by: ['cart_id'], why: 'LINES_MAX of a cart' }],
  customer: [{ by: ['cluster_id'], why: 'the ids of one person: each was joined by a proof or by staff' }],
  customer_identity: [{ by: ['customer_id'], why: 'WAYS_MAX of what was claimed, and what was proved' }],
  customer_merge: [{ by: ['kept_id'], why: 'the ids of one person' }],
  customer_preference: [{ by: ['customer_id'], why: 'PREFERENCES_MAX of a customer' }],
  fulfilment: [
    { by: ['order_id'], why: 'lines of an order, each sent on ATTEMPTS_MAX times' },
    { by: ['replaces_id'], why: 'parts that one part was sent on as' },
  ],
  fulfilment_line: [{ by: ['fulfilment_id'], why: 'LINES_MAX of an order' }],
  import_error: [{ by: ['run_id', 'part', 'row'], why: 'what can be wrong with one row' }],
  import_row: [{ by: ['run_id', 'part', 'key'], why: 'ROWS_OF_ONE_MAX of what one thing of a source is said by' }],
  media: [{ by: ['product_id'], why: 'PICTURES_MAX of a product' }],
  order_adjustment: [{ by: ['order_id'], why: 'each takes a unit of the order' }],
  order_line: [{ by: ['order_id'], why: 'LINES_MAX of an order' }],
  payment: [
    { by: ['cart_id'], why: 'PAYMENTS_PER_CART_MAX tried online, and what was taken at the counter until all is paid' },
    { by: ['order_id'], why: 'the same' },
  ],
  payment_effect: [{ by: ['payment_id'], why: 'each moves a part of one sum' }],
  stock_allocation: [{ by: ['order_id'], why: 'lines of an order, each at MAX_PARTS places' }],
  stock_exclusion: [{ by: ['location_id'], why: 'what a place said no to just now, of the articles asked for' }],
  stock_level: [{ by: ['variant_id'], why: 'one for each place, PLACES_MAX' }],
  stock_reservation: [{ by: ['cart_id'], why: 'lines of a cart, each at MAX_PARTS places' }],
  stock_transfer_line: [{ by: ['transfer_id'], why: 'LINES_MAX of a transfer' }],
  touchpoint: [{ by: ['customer_id', 'id'], why: 'ids the caller made: one row has each' }],
}

type Group = { by: readonly string[]; why: string }
