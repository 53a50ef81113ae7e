import { CsvError, parse } from 'csv-parse/sync'

/** One row is one variant; what belongs to the product stands on its first row. An empty cell says nothing. */
export const COLUMNS = [
  'slug',
  'status',
  'brand',
  'product_type',
  'tax_class',
  'name_es',
  'name_en',
  'description_es',
  'description_en',
  'categories',
  'tags',
  'option1_name',
  'option1_value',
  'option2_name',
  'option2_value',
  'sku',
  'gtin',
  'weight_g',
] as const
export type Column = (typeof COLUMNS)[number]
export type CsvRow = Partial<Record<Column, string>>

export const ROWS_MAX = 5_000
/** Between categories and between tags inside one cell. */
export const LIST_MARK = '|'

export type RowError = { row: number; column: string; code: string; message: string }

/** A cell that a spreadsheet would run as a formula (OWASP, CSV injection), with any marks in front of it. */
const FORMULA = /^'*[=+\-@\t\r＝＋－＠]/

/** An apostrophe in front makes a formula plain text in every spreadsheet; `unneutralised` takes it off again. */
export const neutralised = (cell: string): string => (FORMULA.test(cell) ? `'${cell}` : cell)
export const unneutralised = (cell: string): string =>
  cell.startsWith("'") && FORMULA.test(cell) ? cell.slice(1) : cell

/** RFC 4180: CRLF, and quotes where a cell holds a comma, a quote or a line break. */
export function writeCsv(rows: readonly CsvRow[]): string {
  const lines = rows.map((row) => COLUMNS.map((column) => quoted(neutralised(row[column] ?? ''))).join(','))
  return [COLUMNS.join(','), ...lines, ''].join('\r\n')
}

const quoted = (cell: string): string => (/[",;\r\n]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)

/**
 * Rows with the number a spreadsheet shows beside them (the header is 1). Reads commas and the
 * semicolons of Spanish spreadsheets, with or without a byte order mark.
 */
export function readCsv(text: string): { rows: { row: number; cells: CsvRow }[]; errors: RowError[] } {
  const delimiter = /^[^\r\n,]*;/.test(text) ? ';' : ','
  let records: string[][]
  try {
    records = parse(text, {
      bom: true,
      delimiter,
      relax_column_count: true,
      skip_empty_lines: false,
      max_record_size: 100_000,
    })
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    const line = Number(error['lines'] ?? 1)
    return {
      rows: [],
      errors: [{ row: line, column: '', code: 'unreadable', message: `This line is not CSV: ${error.message}` }],
    }
  }
  const header = (records.shift() ?? []).map((cell) => cell.trim().toLowerCase())
  const errors = headerErrors(header)
  if (records.length > ROWS_MAX)
    errors.push({ row: 1, column: '', code: 'too_many', message: `More than ${ROWS_MAX} rows; split the file.` })
  if (errors.length > 0) return { rows: [], errors }
  const rows = records
    .map((record, index) => ({ row: index + 2, cells: cellsOf(header, record), width: record.length }))
    .filter(({ cells }) => Object.keys(cells).length > 0)
  const ragged = rows.filter(({ width }) => width > header.length)
  return {
    rows: rows.filter(({ width }) => width <= header.length).map(({ row, cells }) => ({ row, cells })),
    errors: ragged.map(({ row }) => ({
      row,
      column: '',
      code: 'too_many_cells',
      message: 'The row has more cells than the header.',
    })),
  }
}

function headerErrors(header: string[]): RowError[] {
  const known: readonly string[] = COLUMNS
  const unknown = header.filter((column) => !known.includes(column))
  const twice = header.filter((column, place) => header.indexOf(column) !== place && known.includes(column))
  return [
    ...unknown.map((column) => ({
      row: 1,
      column: column.slice(0, 60),
      code: 'unknown_column',
      message: `Columns are ${COLUMNS.join(', ')}.`,
    })),
    ...twice.map((column) => ({ row: 1, column, code: 'column_twice', message: 'The column stands there twice.' })),
    ...(header.includes('slug')
      ? []
      : [{ row: 1, column: 'slug', code: 'missing_column', message: 'The column slug is required.' }]),
  ]
}

/** Texts keep their spaces; everything else is trimmed. */
function cellsOf(header: string[], record: string[]): CsvRow {
  const cells: CsvRow = {}
  header.forEach((column, place) => {
    const cell = unneutralised(record[place] ?? '')
    const kept = /^(name|description)_/.test(column) ? cell : cell.trim()
    if (kept !== '') cells[column as Column] = kept
  })
  return cells
}
