/** A spreadsheet cut so that each piece can be sent alone: its header, and rows that belong together. */
export type CsvPiece = {
  text: string
  /** Numbers the spreadsheet shows beside the rows; the header is 1. */ rows: readonly number[]
}

const PIECE_ROWS = 200

/** Lines of the file, where a line break inside quotes ends none (RFC 4180 §2.6). */
function recordsOf(text: string): string[] {
  const records: string[] = []
  let from = 0
  let quoted = false
  for (let at = 0; at < text.length; at++) {
    const sign = text[at]
    if (sign === '"') quoted = !quoted
    else if (sign === '\n' && !quoted) {
      records.push(text.slice(from, at + 1))
      from = at + 1
    }
  }
  if (from < text.length) records.push(text.slice(from))
  return records
}

const isBlank = (record: string): boolean => record.replaceAll(/[\s,;"]/g, '') === ''

/** Variants of one product stand under each other and are never parted: the server judges them together. */
export function piecesOf(file: string): CsvPiece[] {
  const [header = '', ...records] = recordsOf(file.replace(/^\uFEFF/, ''))
  const mark = /^[^\r\n,]*;/.test(header) ? ';' : ','
  const column = header.trim().toLowerCase().split(mark).indexOf('slug')
  const slugOf = (record: string): string => record.split(mark)[Math.max(0, column)] ?? ''
  const head = header.endsWith('\n') ? header : `${header}\n`
  const pieces: CsvPiece[] = []
  let rows: number[] = []
  let text = head
  records.forEach((record, index) => {
    if (isBlank(record)) return
    const before = records[index - 1]
    if (rows.length >= PIECE_ROWS && (before === undefined || slugOf(before) !== slugOf(record))) {
      pieces.push({ text, rows })
      rows = []
      text = head
    }
    rows.push(index + 2)
    text += record.endsWith('\n') ? record : `${record}\n`
  })
  if (rows.length > 0) pieces.push({ text, rows })
  return pieces
}

const quoted = (cell: string): string => (/[",;\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)

export const csvOf = (rows: readonly (readonly string[])[]): string =>
  rows.map((row) => row.map(quoted).join(',')).join('\r\n')

/** Hands a file to the browser to keep. */
export function saveFile(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob(['\uFEFF', text], { type: 'text/csv;charset=utf-8' }))
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  URL.revokeObjectURL(address)
}
