import { Modal, Text } from '@mantine/core'
import { useEffect, useMemo, useState } from 'react'
import { useLanguage, useWords } from '#ui/face.tsx'
import { Empty } from '#ui/states.tsx'
import type { Article } from '../contract.ts'
import { Picture, Price, optionsOf } from '../show.tsx'
import { articles } from '../store/articles.ts'
import type { Articles } from '../store/articles.ts'
import { database } from '../store/database.ts'
import { bySize } from '../store/sizes.ts'
import { useValue } from '../store/value.ts'

const WORDS = {
  most: { es: 'Más vendidos', en: 'Most sold' },
  from: { es: 'desde', en: 'from' },
  left: { es: (count: number) => `${count} aquí`, en: (count: number) => `${count} here` },
  none: { es: 'Aún no hay artículos', en: 'No articles yet' },
  why: {
    es: 'En cuanto el catálogo tenga artículos con precio, aparecen aquí.',
    en: 'As soon as the catalogue has articles with a price, they appear here.',
  },
} as const

const TILES = 36
const DEPARTMENTS_MAX = 12

type Product = { id: string; first: Article; variants: Article[]; units: number }

/** What sells most at this till, by product; a product of several sizes opens to choose one. */
export function Favourites({ onTake }: { onTake: (article: Article) => void }) {
  const w = useWords(WORDS)
  const language = useLanguage()
  const list = useValue(articles)
  const sold = useSold()
  const [department, setDepartment] = useState<string | null>(null)
  const [open, setOpen] = useState<Product | null>(null)
  const products = useMemo(() => productsOf(list, sold), [list, sold])
  const departments = useMemo(() => departmentsOf(products), [products])
  const shown = products.filter(({ first }) => department === null || isIn(first, department)).slice(0, TILES)
  if (products.length === 0) return <Empty title={w.none}>{w.why}</Empty>
  const tap = (product: Product): void => (product.variants.length === 1 ? onTake(product.first) : setOpen(product))
  return (
    <>
      <Departments departments={departments} chosen={department} onChoose={setDepartment} />
      <ul className="tiles">
        {shown.map((product) => (
          <li key={product.id}>
            <button type="button" className="tile" onClick={() => tap(product)}>
              <Picture src={product.first.picture} />
              <span className="tile-words">
                <span className="tile-name">{product.first.name[language]}</span>
                <span className="strong">
                  {isRange(product) && <span className="soft">{w.from} </span>}
                  <Price minor={Math.min(...product.variants.map(({ unit_price }) => unit_price))} />
                </span>
              </span>
            </button>
          </li>
        ))}
      </ul>
      <Modal opened={open !== null} onClose={() => setOpen(null)} title={open?.first.name[language]} size="lg">
        <ul className="tiles">
          {open?.variants.toSorted(bySize).map((variant) => (
            <li key={variant.variant_id}>
              <button
                type="button"
                className="tile"
                onClick={() => {
                  onTake(variant)
                  setOpen(null)
                }}
              >
                <span className="tile-words">
                  <span className="strong">{optionsOf(variant.options[language]) || variant.sku}</span>
                  <Price minor={variant.unit_price} />
                  <Text className="soft" size="sm" span>
                    {w.left(variant.available)}
                  </Text>
                </span>
              </button>
            </li>
          ))}
        </ul>
      </Modal>
    </>
  )
}

type Department = Article['departments'][number]
type DepartmentsProps = {
  departments: readonly Department[]
  chosen: string | null
  onChoose: (department: string | null) => void
}

function Departments({ departments, chosen, onChoose }: DepartmentsProps) {
  const w = useWords(WORDS)
  const language = useLanguage()
  const chips = [{ id: null, words: w.most }, ...departments.map(({ id, name }) => ({ id, words: name[language] }))]
  return (
    <div className="chips">
      {chips.map(({ id, words }) => (
        <button key={id} type="button" className="chip" aria-pressed={chosen === id} onClick={() => onChoose(id)}>
          {words}
        </button>
      ))}
    </div>
  )
}

const isRange = ({ variants, first }: Product): boolean =>
  variants.some(({ unit_price }) => unit_price !== first.unit_price)

function useSold(): ReadonlyMap<string, number> {
  const [sold, setSold] = useState<ReadonlyMap<string, number>>(new Map())
  useEffect(() => {
    void database()
      .then((db) => db.getAll('sold'))
      .then((all) => setSold(new Map(all.map(({ variant_id, units }) => [variant_id, units]))))
  }, [])
  return sold
}

function productsOf(list: Articles, sold: ReadonlyMap<string, number>): Product[] {
  const products = new Map<string, Product>()
  for (const article of list.all()) {
    const known = products.get(article.product_id)
    const units = sold.get(article.variant_id) ?? 0
    if (known) {
      known.variants.push(article)
      known.units += units
    } else products.set(article.product_id, { id: article.product_id, first: article, variants: [article], units })
  }
  // Before anything was sold here, what lies on the shelf and has a picture comes first.
  const weight = ({ units, first, variants }: Product): number =>
    units * 1_000_000 +
    (first.picture ? 1_000 : 0) +
    Math.min(
      999,
      variants.reduce((sum, { available }) => sum + available, 0),
    )
  return [...products.values()].toSorted((a, b) => weight(b) - weight(a))
}

// Articles kept by an older version of this app say no departments until they are read anew.
const departmentsIn = ({ departments }: Partial<Pick<Article, 'departments'>>): readonly Department[] =>
  departments ?? []
const isIn = (article: Article, id: string): boolean => departmentsIn(article).some((one) => one.id === id)

/** Those that something on sale stands in, the fullest first. */
function departmentsOf(products: readonly Product[]): Department[] {
  const counts = new Map<string, { department: Department; products: number }>()
  for (const { first } of products)
    for (const department of departmentsIn(first))
      counts.set(department.id, { department, products: (counts.get(department.id)?.products ?? 0) + 1 })
  return [...counts.values()]
    .toSorted((a, b) => b.products - a.products)
    .slice(0, DEPARTMENTS_MAX)
    .map(({ department }) => department)
}
