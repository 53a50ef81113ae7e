import type { FileRow, Part } from './csv.ts'

export type Severity = 'refused' | 'skipped' | 'remark'
export type Figures = Record<string, bigint>

/** Counts a source, row by row, without asking the database what it made of it. */
export type Tally = {
  /** `left_out` is how the server answered for the row, null = taken; `codes`: what it remarked. */
  add: (row: FileRow, left_out: 'refused' | 'skipped' | null, codes: ReadonlySet<string>) => void
  figures: () => Figures
}

export type Source = {
  kind: 'online-retail' | 'catalogue'
  /** File name and hash of the content. */
  name: string
  parts: readonly Part[]
  location?: string
  tally: () => Tally
  /** Picture files by name, sent once the products are there. */
  pictures: ReadonlyMap<string, string>
  /** Currency of each figure that is an amount, in hundredths. */
  currencyOf: (figure: string) => string | null
}
