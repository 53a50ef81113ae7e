import { Type } from 'typebox'
import { defineEvent } from '#platform/events'

const Product = { product_id: Type.String(), slug: Type.String(), name: Type.String() }

export const productSaved = defineEvent(
  'product.saved',
  Type.Object({
    ...Product,
    status: Type.String(),
    created: Type.Boolean(),
    skus: Type.Array(Type.String(), { description: 'Variants added or changed' }),
  }),
)

export const productArchived = defineEvent('product.archived', Type.Object(Product))

export const pictureAdded = defineEvent(
  'product.picture_added',
  Type.Object({ ...Product, picture_id: Type.String(), path: Type.String() }),
)

export const pictureRemoved = defineEvent(
  'product.picture_removed',
  Type.Object({ ...Product, picture_id: Type.String(), path: Type.String() }),
)

export const picturesArranged = defineEvent(
  'product.pictures_arranged',
  Type.Object({ ...Product, pictures: Type.Integer() }),
)

export const categorySaved = defineEvent(
  'category.saved',
  Type.Object({ category_id: Type.String(), slug: Type.String(), name: Type.String(), created: Type.Boolean() }),
)
