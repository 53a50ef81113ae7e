import type { OperationName } from '#sdk'

/**
 * Which answers a fact makes old, by the noun it begins with: the live feed has them asked again where they are on
 * screen. What concerns a customer always touches the thread.
 */
const TOUCHED: Readonly<Record<string, readonly OperationName[]>> = {
  cart: ['getCart', 'listCarts'],
  checkout: ['getCart', 'listCarts'],
  order: ['getOrder', 'listOrders', 'countOrders', 'getCart', 'listCarts'],
  payment: ['getOrder', 'listOrders', 'countOrders', 'listPayments', 'getPayment', 'getCart'],
  fulfilment: ['listFulfilments', 'getFulfilment', 'explainFulfilment', 'proposeResolutions', 'getOrder', 'listOrders'],
  customer: ['getCustomer', 'samePerson', 'findCustomers'],
  consent: ['listConsents'],
  stock: [
    'listLevels',
    'getStockLedger',
    'getAvailability',
    'listReservations',
    'listTransfers',
    'getProductDetail',
    'getCart',
  ],
  product: ['listProducts', 'getProduct', 'getProductRecord', 'searchProducts', 'listFacets', 'listVariants'],
  category: ['listCategories'],
  price: ['getVariantPrices', 'listPriceLists', 'listPrices'],
  price_list: ['listPriceLists', 'getVariantPrices', 'listPrices'],
  tax_rate: ['listTaxRates'],
  store: ['listStores', 'listClosedStores', 'getStore', 'getStoreRecord', 'listLocations'],
  location: ['getLocation', 'listLocations'],
  channel: ['listChannels'],
  staff: ['listStaff'],
  passkey: ['listPasskeys'],
  session: ['listSessions'],
  key: ['listKeys'],
  device: ['listDevices'],
  shift: ['listShifts', 'getShiftReport'],
  till: ['listTillTasks', 'getShiftReport'],
  import: ['listImports', 'getImport', 'listImportErrors'],
}

export function touchedBy(event: { type: string; data: Record<string, unknown> }): readonly OperationName[] {
  const noun = event.type.split('.')[0] as string
  const thread: OperationName[] = event.data['customer_id'] ? ['getTimeline'] : []
  return [...(TOUCHED[noun] ?? []), 'listEvents', ...thread]
}
