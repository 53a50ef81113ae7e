import { decimal } from '#shared/show.ts'
import { paths } from '../paths.ts'
import type { Ask } from '../ask.ts'
import type { Detail, Offer } from './choice.ts'
import { priceBefore } from '../parts/price.ts'
import { stateOf } from './choice.ts'

/** The product as Schema.org says it: an offer for each variant that has a price. */
export function productData(
  { public_url, language }: Ask,
  { product, offers, currency }: Detail,
  shop: string,
): object {
  const { pictures, variants, name, description, brand, slug } = product
  const before = (offer: Offer) => {
    const price = priceBefore(offer)
    return price === null ? {} : { priceSpecification: struck(decimal(price, currency), currency) }
  }
  const offerOf = new Map(offers.map((offer) => [offer.variant_id, offer]))
  return {
    '@type': 'Product',
    name,
    description,
    sku: slug,
    ...(pictures.length === 0 ? {} : { image: pictures.map(({ large }) => `${public_url}${large}`) }),
    ...(brand === null ? {} : { brand: { '@type': 'Brand', name: brand } }),
    offers: variants.flatMap(({ id, sku, gtin }) => {
      const offer = offerOf.get(id)
      if (!offer || offer.unit_price === null) return []
      return [
        {
          '@type': 'Offer',
          sku,
          ...(gtin === null || isOwnCode(gtin) ? {} : { gtin }),
          url: `${public_url}${paths(language).product(slug, encodeURIComponent(sku))}`,
          price: decimal(offer.unit_price, currency),
          priceCurrency: currency,
          ...before(offer),
          availability: availabilityOf(offer),
          itemCondition: 'https://schema.org/NewCondition',
          seller: { '@type': 'Organization', name: shop },
        },
      ]
    }),
  }
}

/** Codes a shop gives itself (GS1 prefixes 02, 04 and 20 to 29) mean nothing outside it. */
const isOwnCode = (gtin: string): boolean =>
  gtin.length === 8 ? /^[02]/.test(gtin) : /^(0[24]|2\d)/.test(gtin.padStart(14, '0').slice(1))

/** The price before the reduction, as lists of offers strike it through. */
const struck = (price: string, priceCurrency: string) => ({
  '@type': 'UnitPriceSpecification',
  priceType: 'https://schema.org/StrikethroughPrice',
  price,
  priceCurrency,
})

const availabilityOf = (offer: Offer): string =>
  `https://schema.org/${stateOf(offer) === 'none' ? 'OutOfStock' : offer.shipping > 0 ? 'InStock' : 'InStoreOnly'}`
