import type { Reply } from '#sdk'
import { html } from '#shared/html.ts'
import { speak } from '#shared/words.ts'
import type { Language } from '#shared/words.ts'
import type { Part } from '../ask.ts'
import { icon } from '../parts/icon.ts'
import { isNarrowed, nothingChosen, without } from './filter.ts'
import type { Filter } from './filter.ts'

export type Facet = Reply<'listTiles'>['facets'][number]

const WORDS = {
  brand: { es: 'Marca', en: 'Brand' },
  more: { es: (count: number) => `Ver ${count} más`, en: (count: number) => `See ${count} more` },
  remove: { es: (name: string) => `Quitar ${name}`, en: (name: string) => `Remove ${name}` },
  here: { es: (name: string) => `En ${name}`, en: (name: string) => `In ${name}` },
  all: { es: 'Quitar todo', en: 'Remove all' },
  chosen: { es: 'Filtros puestos', en: 'Filters in use' },
} as const

const SHOWN = 8
/** What is longer is a sentence about the article, not a choice among others. */
const NAME_MAX = 24
const SIZES = ['xxs', 'xs', 's', 'm', 'l', 'xl', 'xxl', 'xxxl']

/** Facets people choose by: options first; attributes whose values are sentences are left out. */
export const facetsToChoose = (facets: readonly Facet[]): Facet[] =>
  ['option', 'brand', 'attribute'].flatMap((kind) =>
    facets
      .filter((facet) => facet.kind === kind)
      .filter(({ values }) => values.some(({ name }) => name.length <= NAME_MAX))
      .filter(({ kind, values }) => kind === 'option' || values.length > 1)
      .map((facet) => ({ ...facet, values: inOrder(facet.values.filter(({ name }) => name.length <= NAME_MAX)) })),
  )

/** Sizes by size; everything else as it comes, what is most first. */
function inOrder(values: Facet['values']): Facet['values'] {
  const place = ({ code }: { code: string }): number => {
    const letter = SIZES.indexOf(code)
    return letter >= 0 ? letter : /^\d+([_-]\d+)?$/.test(code) ? 100 + Number.parseFloat(code) : Number.NaN
  }
  return values.every((value) => !Number.isNaN(place(value)))
    ? values.toSorted((a, b) => place(a) - place(b))
    : [...values]
}

export const fieldOf = ({ kind, code }: Pick<Facet, 'kind' | 'code'>): string =>
  kind === 'brand' ? 'brand' : `${kind === 'option' ? 'o' : 'a'}.${code}`

const chosenOf = (filter: Filter, { kind, code }: Pick<Facet, 'kind' | 'code'>): readonly string[] =>
  kind === 'brand' ? filter.brands : ((kind === 'option' ? filter.options : filter.attributes)[code] ?? [])

const nameOf = ({ kind, name }: Facet, language: Language): string =>
  kind === 'brand' ? speak(WORDS, language).brand : name

/** One group of boxes. */
export function facetGroup(facet: Facet, filter: Filter, language: Language): Part {
  const chosen = chosenOf(filter, facet)
  const open = facet.kind !== 'attribute' || chosen.length > 0
  const shown = facet.values.filter(({ code }, place) => place < SHOWN || chosen.includes(code))
  const rest = facet.values.filter((value) => !shown.includes(value))
  const box = ({ code, name, products }: Facet['values'][number]): Part =>
    html`<li><label class="check"><input type="checkbox" name="${fieldOf(facet)}" value="${code}"${
      chosen.includes(code) && html` checked`
    }>${name}<span class="count">${products}</span></label></li>`
  return html`<details class="facet"${open && html` open`}>
        <summary>${nameOf(facet, language)}${icon('chevron-down', 18)}</summary>
        <ul>${shown.map(box)}</ul>
        ${
          rest.length > 0 &&
          html`<details class="facet-rest"><summary>${speak(WORDS, language).more(rest.length)}</summary><ul>${rest.map(box)}</ul></details>`
        }
      </details>`
}

type Chosen = {
  facets: readonly Facet[]
  filter: Filter
  /** Address of the page that is narrowed so. */
  to: (filter: Filter) => string
  store_name: string | null
}

/** What the list is narrowed to, each as a chip that takes it away again. */
export function chosenChips({ facets, filter, to, store_name }: Chosen, language: Language): Part | null {
  if (!isNarrowed(filter)) return null
  const w = speak(WORDS, language)
  const chip = (name: string, rest: Filter): Part =>
    html`<li><a class="chip" data-morph href="${to(rest)}" aria-label="${w.remove(name)}">${name}${icon('x', 16)}</a></li>`
  const chips = facets.flatMap((facet) =>
    chosenOf(filter, facet).map((code) =>
      chip(
        facet.values.find((value) => value.code === code)?.name ?? code,
        without(filter, facet.kind, facet.code, code),
      ),
    ),
  )
  return html`<ul class="chips chosen" aria-label="${w.chosen}">
      ${filter.here && store_name !== null && chip(w.here(store_name), { ...filter, here: false, page: 1 })}
      ${chips}
      <li><a class="chip bare" data-morph href="${to(nothingChosen(filter))}">${w.all}</a></li>
    </ul>`
}
