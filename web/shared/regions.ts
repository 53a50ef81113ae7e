import type { Language } from './words.ts'

/**
 * Countries we send to, and how addresses are written there. Regions are ISO 3166-2 without the country, with what their
 * postcodes begin with (Correos; Sepomex; of Argentina's CPA the letter): who types the postcode has named the region.
 */
export type CountryCode = 'ES' | 'MX' | 'AR' | 'PT'

type Choice = { value: string; label: string }
type Region = { code: string; name: string; postcodes: readonly string[] }
type Country = { name: { es: string; en: string }; postcode: RegExp; example: string; regions: readonly Region[] }

/** `MD Madrid 28` → a region; `GTO Guanajuato 36-38` counts from 36 to 38. */
const region = (line: string): Region => {
  const [, code = '', name = '', numbers = ''] = /^(\S+) (.+) ([\d,-]+)$/.exec(line) ?? []
  const postcodes = numbers.split(',').flatMap((part) => {
    const [from = '', to = from] = part.split('-')
    return Array.from({ length: Number(to) - Number(from) + 1 }, (_, index) =>
      String(Number(from) + index).padStart(2, '0'),
    )
  })
  return { code, name, postcodes }
}

const SPAIN = `A Alicante/Alacant 03|AB Albacete 02|AL Almería 04|AV Ávila 05|B Barcelona 08|BA Badajoz 06|BI Bizkaia 48|BU Burgos 09|C A Coruña 15|CA Cádiz 11|CC Cáceres 10|CE Ceuta 51|CO Córdoba 14|CR Ciudad Real 13|CS Castellón/Castelló 12|CU Cuenca 16|GC Las Palmas 35|GI Girona 17|GR Granada 18|GU Guadalajara 19|H Huelva 21|HU Huesca 22|J Jaén 23|L Lleida 25|LE León 24|LO La Rioja 26|LU Lugo 27|M Madrid 28|MA Málaga 29|ML Melilla 52|MU Murcia 30|NA Navarra 31|O Asturias 33|OR Ourense 32|P Palencia 34|PM Illes Balears 07|PO Pontevedra 36|S Cantabria 39|SA Salamanca 37|SE Sevilla 41|SG Segovia 40|SO Soria 42|SS Gipuzkoa 20|T Tarragona 43|TE Teruel 44|TF Santa Cruz de Tenerife 38|TO Toledo 45|V Valencia/València 46|VA Valladolid 47|VI Araba/Álava 01|Z Zaragoza 50|ZA Zamora 49`
const MEXICO = `AGU Aguascalientes 20|BCN Baja California 21-22|BCS Baja California Sur 23|CAM Campeche 24|CHH Chihuahua 31-33|CHP Chiapas 29-30|CMX Ciudad de México 00-16|COA Coahuila 25-27|COL Colima 28|DUR Durango 34-35|GRO Guerrero 39-41|GUA Guanajuato 36-38|HID Hidalgo 42-43|JAL Jalisco 44-49|MEX Estado de México 50-57|MIC Michoacán 58-61|MOR Morelos 62|NAY Nayarit 63|NLE Nuevo León 64-67|OAX Oaxaca 68-71|PUE Puebla 72-75|QUE Querétaro 76|ROO Quintana Roo 77|SIN Sinaloa 80-82|SLP San Luis Potosí 78-79|SON Sonora 83-85|TAB Tabasco 86|TAM Tamaulipas 87-89|TLA Tlaxcala 90|VER Veracruz 91-96|YUC Yucatán 97|ZAC Zacatecas 98-99`
const ARGENTINA = `A Salta|B Buenos Aires|C Ciudad Autónoma de Buenos Aires|D San Luis|E Entre Ríos|F La Rioja|G Santiago del Estero|H Chaco|J San Juan|K Catamarca|L La Pampa|M Mendoza|N Misiones|P Formosa|Q Neuquén|R Río Negro|S Santa Fe|T Tucumán|U Chubut|V Tierra del Fuego|W Corrientes|X Córdoba|Y Jujuy|Z Santa Cruz`
/** The letter of a province is its code and begins its postcodes. */
const province = (line: string): Region => ({
  code: line.slice(0, 1),
  name: line.slice(2),
  postcodes: [line.slice(0, 1)],
})

const read = (lines: string, as = region): Region[] =>
  lines
    .split('|')
    .map(as)
    .toSorted((a, b) => a.name.localeCompare(b.name, 'es'))

const COUNTRIES: Readonly<Record<CountryCode, Country>> = {
  ES: {
    name: { es: 'España', en: 'Spain' },
    postcode: /^(0[1-9]|[1-4]\d|5[0-2])\d{3}$/,
    example: '28013',
    regions: read(SPAIN),
  },
  MX: { name: { es: 'México', en: 'Mexico' }, postcode: /^\d{5}$/, example: '06600', regions: read(MEXICO) },
  AR: {
    name: { es: 'Argentina', en: 'Argentina' },
    // The old four digits do not say the province; people still write them.
    postcode: /^([A-HJ-NP-Z]\d{4}[A-Z]{3}|\d{4})$/,
    example: 'C1043AAZ',
    regions: read(ARGENTINA, province),
  },
  PT: { name: { es: 'Portugal', en: 'Portugal' }, postcode: /^\d{4}-\d{3}$/, example: '1200-109', regions: [] },
}

export const isCountry = (code: string): code is CountryCode => Object.hasOwn(COUNTRIES, code)

export const countryChoices = (language: Language): Choice[] =>
  Object.entries(COUNTRIES).map(([value, { name }]) => ({ value, label: name[language] }))

export const regionChoices = (country: CountryCode): Choice[] =>
  COUNTRIES[country].regions.map(({ code, name }) => ({ value: code, label: name }))

export const exampleOf = (country: CountryCode): string => COUNTRIES[country].example
export const countryName = (country: string, language: Language): string =>
  isCountry(country) ? COUNTRIES[country].name[language] : country

export const isPostcode = (country: CountryCode, postcode: string): boolean =>
  COUNTRIES[country].postcode.test(postcode)

/** Written without blanks; the Portuguese one with its hyphen, the letters of the Argentine one large. Others stay. */
export function tidyPostcode(country: string, text: string): string {
  if (!isCountry(country)) return text.trim()
  const bare = text.replaceAll(/\s/g, '')
  if (country === 'AR') return bare.toUpperCase()
  return country === 'PT' ? bare.replace(/^(\d{4})(\d{3})$/, '$1-$2') : bare
}

/** Where the region of a postcode is known, it is that one. */
export const regionOf = (country: CountryCode, postcode: string): string | null =>
  COUNTRIES[country].regions.find(({ postcodes }) => postcodes.some((start) => postcode.startsWith(start)))?.code ??
  null

export const regionName = (country: string, code: string | undefined): string | null =>
  (isCountry(country) ? COUNTRIES[country].regions.find((one) => one.code === code)?.name : null) ?? null

/** Of Spain also the autonomous communities: taxes and carriers know those, addresses the provinces within them. */
const COMMUNITIES: Readonly<Record<string, string>> = {
  AN: 'Andalucía',
  AR: 'Aragón',
  AS: 'Principado de Asturias',
  CB: 'Cantabria',
  CL: 'Castilla y León',
  CM: 'Castilla-La Mancha',
  CN: 'Canarias',
  CT: 'Catalunya',
  EX: 'Extremadura',
  GA: 'Galicia',
  IB: 'Illes Balears',
  MC: 'Región de Murcia',
  MD: 'Comunidad de Madrid',
  NC: 'Comunidad Foral de Navarra',
  PV: 'Euskadi',
  RI: 'La Rioja',
  VC: 'Comunitat Valenciana',
}

/** Any region as people call it: `ES-M` and `M` are the same one (ISO 3166-2). Null: not one we know. */
export function regionWords(country: string, code: string | null | undefined): string | null {
  if (!code) return null
  const bare = code.startsWith(`${country}-`) ? code.slice(country.length + 1) : code
  return regionName(country, bare) ?? (country === 'ES' ? COMMUNITIES[bare] : undefined) ?? null
}
