/** Screens within a section, which the navigation does not show: the palette goes straight to them. */
type SubPlace = { to: string; within: string; name: { es: string; en: string }; also?: string; needs?: string }

export const SUB_PLACES: readonly SubPlace[] = [
  { to: '/products/categories', within: '/products', name: { es: 'Categorías', en: 'Categories' } },
  {
    to: '/prices/articles',
    within: '/prices',
    name: { es: 'Qué cuesta un artículo', en: 'What an article costs' },
  },
  { to: '/prices/taxes', within: '/prices', name: { es: 'Impuestos', en: 'Taxes' }, also: 'iva igic vat' },
  { to: '/stock/places', within: '/stock', name: { es: 'Existencias por sitio', en: 'Stock by place' } },
  { to: '/stock/transfers', within: '/stock', name: { es: 'Traspasos', en: 'Transfers' } },
  { to: '/stock/reservations', within: '/stock', name: { es: 'Guardado en cestas', en: 'Held in carts' } },
  { to: '/stores/warehouses', within: '/stores', name: { es: 'Almacenes', en: 'Warehouses' } },
  {
    to: '/tills/shifts',
    within: '/tills',
    name: { es: 'Turnos de caja', en: 'Shifts of tills' },
    needs: 'payments.read',
  },
  {
    to: '/tills/tasks',
    within: '/tills',
    name: { es: 'Cajas: por resolver', en: 'Tills: to resolve' },
    needs: 'payments.read',
  },
  { to: '/tills/rules', within: '/tills', name: { es: 'Reglas de caja por tienda', en: 'Till rules by shop' } },
  { to: '/settings/keys', within: '/settings', name: { es: 'Claves de API', en: 'API keys' }, needs: 'keys.edit' },
  { to: '/looks', within: '/events', name: { es: 'Quién vio a quién', en: 'Who saw whom' }, needs: 'customers.audit' },
  { to: '/dead-letters', within: '/events', name: { es: 'Por reintentar', en: 'To retry' } },
  { to: '/imports', within: '/health', name: { es: 'Importaciones', en: 'Imports' }, needs: 'imports.run' },
  {
    to: '/security',
    within: '/',
    name: { es: 'Tu seguridad', en: 'Your security' },
    also: 'contraseña sesiones llave passkey password sessions totp',
  },
]
