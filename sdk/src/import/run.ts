import { readFile } from 'node:fs/promises'
import type { Client, Reply } from '../index.ts'
import type { FileRow } from './csv.ts'
import { readAll, readCsv, sizeOf } from './csv.ts'
import type { Severity, Source, Tally } from './source.ts'

export type Run = Reply<'getImport'>
export type RowError = { part: string; row: number; code: string; severity: Severity; message: string }
export type Progress = { stage: string; done: number; of?: number; unit: string }

export type Watch = {
  /** Stops between two requests; what was taken stays taken. */
  signal: AbortSignal
  progress: (progress: Progress) => void
  /** Called for every row that was not taken as it stands, in the order of the files. */
  report: (error: RowError, row: FileRow) => void
}

const BATCH_ROWS = 500
/** The server takes 8 MB; signs take up to six bytes as JSON. */
const BATCH_CHARS = 1_200_000
const PICTURES_AT_ONCE = 3
const ERRORS_PER_PAGE = 200

/** Takes a source in, from where it stopped last time, and answers the closed run. Aborted, it throws the signal's reason. */
export async function runImport(client: Client, source: Source, watch: Watch): Promise<Run> {
  const { kind, name, location } = source
  const run = await client.startImport({ kind, source: name, ...(location === undefined ? {} : { location }) })
  if (run.status === 'running') {
    const batches = await sendRows(client, source, run, watch)
    await build(client, run.id, batches, watch)
    await sendPictures(client, source, run.id, watch)
  }
  const tally = await count(client, source, run.id, watch)
  if (run.status !== 'running') return run
  const figures = Object.entries(tally.figures()).map(([figure, value]) => ({ name: figure, value: Number(value) }))
  return client.completeImport({ import_id: run.id, figures })
}

/** Cut the same way every time, so that batch n holds the same rows when the file is read again. */
async function* batchesOf(source: Source): AsyncGenerator<FileRow[]> {
  let batch: FileRow[] = []
  let chars = 0
  for await (const row of readAll(source.parts)) {
    const length = Object.values(row.cells).reduce((sum, cell) => sum + cell.length, 0)
    if (batch.length > 0 && (batch.length === BATCH_ROWS || chars + length > BATCH_CHARS)) {
      yield batch
      batch = []
      chars = 0
    }
    batch.push(row)
    chars += length
  }
  if (batch.length > 0) yield batch
}

/** Sends what was not taken yet; answers how many batches the source has. */
async function sendRows(client: Client, source: Source, run: Run, { signal, progress }: Watch): Promise<number> {
  const of = await sizeOf(source.parts)
  let number = 0
  for await (const batch of batchesOf(source)) {
    signal.throwIfAborted()
    number += 1
    if (number > run.batch) {
      const rows = batch.map(({ part, row, cells }) => ({ part, row, cells }))
      await client.takeImportBatch({ import_id: run.id, batch: number, rows })
    }
    progress({ stage: 'reading', done: batch.at(-1)?.bytes ?? 0, of, unit: 'bytes' })
  }
  return number
}

async function build(client: Client, import_id: string, batches: number, { signal, progress }: Watch): Promise<void> {
  const built = new Map<string, number>()
  for (;;) {
    signal.throwIfAborted()
    const step = await client.advanceImport({ import_id, batches })
    const done = (built.get(step.stage) ?? 0) + step.built
    built.set(step.stage, done)
    progress({ stage: step.stage, done, unit: 'built' })
    if (step.done) return
  }
}

/** Only pictures that a row names; sent again after a stop, they are there already and cost little. */
async function sendPictures(
  client: Client,
  source: Source,
  import_id: string,
  { signal, progress }: Watch,
): Promise<void> {
  const named = await namedPictures(source)
  const waiting = named.values()
  let done = 0
  const send = async (): Promise<void> => {
    for (const file of waiting) {
      signal.throwIfAborted()
      const data = (await readFile(source.pictures.get(file) as string)).toString('base64')
      await client.takeImportPicture({ import_id, file, data })
      done += 1
      progress({ stage: 'pictures', done, of: named.size, unit: 'pictures' })
    }
  }
  await Promise.all(Array.from({ length: PICTURES_AT_ONCE }, send))
}

async function namedPictures(source: Source): Promise<Set<string>> {
  const named = new Set<string>()
  if (source.pictures.size === 0) return named
  for await (const { cells } of readAll(source.parts)) {
    const file = cells['image1_src']?.trim().split('/').at(-1)?.split('?')[0]
    if (file && source.pictures.has(file)) named.add(file)
  }
  return named
}

/** Reads the source once more beside the list of errors, both in the order of rows. */
async function count(client: Client, source: Source, import_id: string, { signal, report }: Watch): Promise<Tally> {
  const tally = source.tally()
  for (const part of source.parts) {
    const errors = client.each('listImportErrors', {
      import_id,
      part: part.part,
      limit: ERRORS_PER_PAGE,
    }) as AsyncGenerator<RowError>
    let next = await errors.next()
    for await (const row of readCsv(part)) {
      signal.throwIfAborted()
      let left_out: 'refused' | 'skipped' | null = null
      const codes = new Set<string>()
      while (!next.done && next.value.row === row.row) {
        report(next.value, row)
        codes.add(next.value.code)
        if (next.value.severity !== 'remark') left_out = next.value.severity
        next = await errors.next()
      }
      tally.add(row, left_out, codes)
    }
  }
  return tally
}
