import type { Article } from '../contract.ts'
import { fold } from '#shared/fold.ts'
import { foldCode } from './fold-code.ts'
import { bySize } from './sizes.ts'
import { value } from './value.ts'

const SLICE = 2_000
const FOUND_MAX = 60

/**
 * Everything on sale, in memory: a scan is one look into a map, and what somebody types is compared with prepared
 * text (100,000 articles in a few hundredths of a second). Nothing of it needs the network or the disk.
 */
export class Articles {
  private readonly byId: Map<string, Article>
  private readonly byCode: Map<string, string>
  private readonly texts: Map<string, string>

  /** Another one over the same goods, for screens that look whether it is another. */
  constructor(same?: Articles) {
    this.byId = same?.byId ?? new Map<string, Article>()
    this.byCode = same?.byCode ?? new Map<string, string>()
    this.texts = same?.texts ?? new Map<string, string>()
  }

  get size(): number {
    return this.byId.size
  }

  add(articles: Iterable<Article>): void {
    for (const article of articles) {
      if (this.byId.has(article.variant_id)) this.remove(article.variant_id)
      this.byId.set(article.variant_id, article)
      for (const code of codesOf(article)) this.byCode.set(code, article.variant_id)
      this.texts.set(article.variant_id, textOf(article))
    }
  }

  /** In slices, so that the screen goes on meanwhile. */
  async addInSlices(articles: readonly Article[]): Promise<void> {
    for (let from = 0; from < articles.length; from += SLICE) {
      this.add(articles.slice(from, from + SLICE))
      await new Promise((done) => setTimeout(done))
    }
  }

  remove(variant_id: string): void {
    const known = this.byId.get(variant_id)
    if (!known) return
    for (const code of codesOf(known)) if (this.byCode.get(code) === variant_id) this.byCode.delete(code)
    this.texts.delete(variant_id)
    this.byId.delete(variant_id)
  }

  get(variant_id: string): Article | undefined {
    return this.byId.get(variant_id)
  }

  scan(code: string): Article | undefined {
    return this.byId.get(this.byCode.get(foldCode(code)) ?? '')
  }

  all(): IterableIterator<Article> {
    return this.byId.values()
  }

  /** Those that have every word, those that begin with the first one before the others. */
  search(typed: string): Article[] {
    const words = fold(typed).split(' ').filter(Boolean)
    const [first] = words
    if (first === undefined) return []
    const begins: Article[] = []
    const others: Article[] = []
    for (const [id, text] of this.texts) {
      if (!words.every((word) => text.includes(word))) continue
      const article = this.byId.get(id) as Article
      if (text.startsWith(first)) begins.push(article)
      else if (others.length < FOUND_MAX) others.push(article)
      if (begins.length >= FOUND_MAX) break
    }
    return together([...begins, ...others].slice(0, FOUND_MAX))
  }
}

/** The variants of a product beside each other, in order of their sizes; products stay in the order they were found. */
function together(found: readonly Article[]): Article[] {
  const products = new Map<string, Article[]>()
  for (const article of found) products.set(article.product_id, [...(products.get(article.product_id) ?? []), article])
  return [...products.values()].flatMap((variants) => variants.toSorted(bySize))
}

const codesOf = ({ sku, gtins }: Article): string[] => [foldCode(sku), ...gtins.map(foldCode)]

const textOf = ({ name, brand, options, sku, gtins }: Article): string =>
  fold(
    [name.es, name.en, brand ?? '', ...Object.values(options.es), ...Object.values(options.en), sku, ...gtins].join(
      ' ',
    ),
  )

/** The articles of the snapshot in use; a new one is built beside it and takes its place. */
export const articles = value(new Articles())
