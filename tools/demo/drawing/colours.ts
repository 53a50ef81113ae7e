/** Colours of the assortment: names on the product page, paint in the pictures. */
export type Colour = { code: string; es: string; en: string; hex: string }

const colour = (code: string, es: string, en: string, hex: string): Colour => ({ code, es, en, hex })

export const COLOURS = {
  negro: colour('negro', 'Negro', 'Black', '#35333A'),
  blanco: colour('blanco', 'Blanco', 'White', '#FBF9F5'),
  crudo: colour('crudo', 'Crudo', 'Ecru', '#E6DAC3'),
  camel: colour('camel', 'Camel', 'Camel', '#BE9261'),
  marron: colour('marron', 'Marrón', 'Brown', '#77513B'),
  burdeos: colour('burdeos', 'Burdeos', 'Burgundy', '#7C2D3C'),
  teja: colour('teja', 'Teja', 'Terracotta', '#BC6047'),
  mostaza: colour('mostaza', 'Mostaza', 'Mustard', '#CFA13F'),
  oliva: colour('oliva', 'Oliva', 'Olive', '#7A7D4C'),
  botella: colour('verde-botella', 'Verde botella', 'Bottle green', '#345748'),
  salvia: colour('salvia', 'Salvia', 'Sage', '#A9B79B'),
  marino: colour('azul-marino', 'Azul marino', 'Navy', '#2E4060'),
  celeste: colour('celeste', 'Celeste', 'Light blue', '#A8C0D4'),
  gris: colour('gris', 'Gris', 'Grey', '#969699'),
  rosa: colour('rosa-palo', 'Rosa palo', 'Dusty pink', '#DDB3AA'),
  lavanda: colour('lavanda', 'Lavanda', 'Lavender', '#ACA3C6'),
} as const satisfies Record<string, Colour>

export type ColourName = keyof typeof COLOURS

const channels = (hex: string): number[] => [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16))

/** A colour moved towards another one: 0 stays, 1 is the other. */
export function mix(hex: string, towards: string, share: number): string {
  const other = channels(towards)
  const mixed = channels(hex).map((value, i) => Math.round(value + ((other[i] ?? 0) - value) * share))
  return `#${mixed.map((value) => value.toString(16).padStart(2, '0')).join('')}`
}

export const brightness = (hex: string): number => {
  const [red = 0, green = 0, blue = 0] = channels(hex)
  return (red * 0.299 + green * 0.587 + blue * 0.114) / 255
}
