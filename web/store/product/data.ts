import { decimal } from '#shared/show.ts'
import { paths } from '../paths.ts'
import type { Ask } from '../ask.ts'
import type { Detail, Offer } from './choice.ts'
import { stateOf } from './choice.ts'

/** The product as Schema.org says it: an offer for each variant that has a price. */
export function productData(
  { public_url, language }: Ask,
  { product, offers, currency }: Detail,
  shop: string,
): object {
  const { pictures, variants, name, description, brand, slug } = product
  const offerOf = new Map(offers.map((offer) => [offer.variant_id, offer]))
  return {
    '@type': 'Product',
    name,
    description,
    sku: slug,
    image: pictures.map(({ large }) => `${public_url}${large}`),
    ...(brand === null ? {} : { brand: { '@type': 'Brand', name: brand } }),
    offers: variants.flatMap(({ id, sku, gtin }) => {
      const offer = offerOf.get(id)
      if (!offer || offer.unit_price === null) return []
      return [
        {
          '@type': 'Offer',
          sku,
          ...(gtin === null ? {} : { gtin }),
          url: `${public_url}${paths(language).product(slug, encodeURIComponent(sku))}`,
          price: decimal(offer.unit_price, currency),
          priceCurrency: currency,
          availability: availabilityOf(offer),
          itemCondition: 'https://schema.org/NewCondition',
          seller: { '@type': 'Organization', name: shop },
        },
      ]
    }),
  }
}

const availabilityOf = (offer: Offer): string =>
  `https://schema.org/${stateOf(offer) === 'none' ? 'OutOfStock' : offer.shipping > 0 ? 'InStock' : 'InStoreOnly'}`
