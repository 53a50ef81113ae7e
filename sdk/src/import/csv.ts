import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { parse } from 'csv-parse'

/** A row of a file: `row` is its place in a spreadsheet, the header being row 1. */
export type FileRow = { part: string; row: number; cells: Record<string, string>; bytes: number }

/** One file of a source, under the name the server knows it by. */
export type Part = { part: string; path: string }

const READ_BYTES = 256 * 1024

/**
 * The rows of a CSV file with a header, one at a time: the file is never in memory as a whole. What is no
 * UTF-8, and NUL, becomes U+FFFD, which the server refuses row by row.
 */
export async function* readCsv({ part, path }: Part): AsyncGenerator<FileRow> {
  const parser = parse({ bom: true, relax_quotes: true, relax_column_count: true, skip_empty_lines: true, info: true })
  const file = createReadStream(path, { highWaterMark: READ_BYTES })
  file.on('error', (error) => parser.destroy(error))
  let header: string[] | null = null
  let row = 1
  for await (const { record, info } of file.pipe(parser) as AsyncIterable<{
    record: string[]
    info: { bytes: number }
  }>) {
    if (header === null) {
      header = record.map((name) => name.trim())
      continue
    }
    row += 1
    const cells = Object.fromEntries(
      header.flatMap((name, place) => (name === '' ? [] : [[name, (record[place] ?? '').replaceAll('\0', '\uFFFD')]])),
    )
    yield { part, row, cells, bytes: info.bytes }
  }
}

/** The rows of all files, in their order. */
export async function* readAll(parts: readonly Part[]): AsyncGenerator<FileRow> {
  let before = 0
  for (const part of parts) {
    for await (const row of readCsv(part)) yield { ...row, bytes: before + row.bytes }
    before += await sizeOf([part])
  }
}

export const sizeOf = async (parts: readonly Part[]): Promise<number> =>
  (await Promise.all(parts.map(({ path }) => stat(path)))).reduce((sum, { size }) => sum + size, 0)

/** SHA-256 over the files and whatever else tells this source from the next. */
export async function hashOf(parts: readonly Part[], more: readonly string[] = []): Promise<string> {
  const hash = createHash('sha256')
  for (const { path } of parts) {
    for await (const chunk of createReadStream(path, { highWaterMark: READ_BYTES })) hash.update(chunk as Buffer)
  }
  for (const text of more) hash.update(`\n${text}`)
  return hash.digest('hex')
}
