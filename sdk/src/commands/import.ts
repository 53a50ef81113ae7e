import { createWriteStream } from 'node:fs'
import { basename, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import type { WriteStream } from 'node:fs'
import { EXIT, UsageError } from '../cli/command.ts'
import type { Command, CommandContext } from '../cli/command.ts'
import { catalogue } from '../import/catalogue.ts'
import { onlineRetail } from '../import/online-retail.ts'
import { runImport } from '../import/run.ts'
import type { Progress, Run, RowError } from '../import/run.ts'
import type { FileRow } from '../import/csv.ts'
import type { Source } from '../import/source.ts'

/** As shells say "stopped by Ctrl-C". */
const STOPPED = 130
const SHOWN_EVERY_MS = 200

/** Takes the data of other systems in and reconciles it to the cent. */
export const command: Command = {
  name: 'import',
  summary: 'Takes invoices or a catalogue of another system in, and reconciles them to the cent',
  usage: `usage: hilo import online-retail FILE.csv [--errors FILE]
       hilo import catalogue FOLDER [--location CODE] [--errors FILE]

online-retail: invoice lines of the UCI data set (customers, articles, prices, sales, cancellations).
catalogue: a folder as Spree exports it (products.csv, product_translations.csv, customers.csv, images/);
--location names the place whose stock it counts, the first warehouse by default.

The file is streamed. Ctrl-C is safe: the same command goes on where it stopped. Rows that were not taken
as they stand go to SOURCE.errors.csv in this folder, or to --errors. Needs a key with imports.run.
Exit code 1 when a figure of the source is not what the database holds.`,
  run: async (args, context) => {
    const { values, positionals } = read(args)
    const [kind, path, ...more] = positionals
    if (path === undefined || more.length > 0)
      throw new UsageError('say what to import and from where: hilo import --help')
    const source = await open(kind, path, values.location)
    const file = resolve(values.errors ?? `${basename(resolve(path))}.errors.csv`)
    return take(source, file, context)
  },
}

function read(args: string[]): { values: { location?: string; errors?: string }; positionals: string[] } {
  try {
    const options = { location: { type: 'string' }, errors: { type: 'string' } } as const
    return parseArgs({ args, options, allowPositionals: true, strict: true })
  } catch (error) {
    throw new UsageError((error as Error).message.split('. ')[0] as string)
  }
}

async function open(kind: string | undefined, path: string, location: string | undefined): Promise<Source> {
  if (kind !== 'online-retail' && kind !== 'catalogue') throw new UsageError(`there is no import "${kind}"`)
  try {
    return await (kind === 'online-retail' ? onlineRetail(path) : catalogue(path, location))
  } catch (error) {
    throw new UsageError(`${path} cannot be read: ${(error as Error).message}`)
  }
}

async function take(source: Source, file: string, context: CommandContext): Promise<number> {
  const stopping = new AbortController()
  const stop = (): void => stopping.abort(new Error('stopped'))
  process.once('SIGINT', stop)
  const errors = errorFile(file)
  const began = performance.now()
  try {
    const progress = progressLine(context)
    const run = await runImport(context.client, source, { signal: stopping.signal, progress, report: errors.write })
    const written = await errors.close()
    const seconds = (performance.now() - began) / 1_000
    sayResult(run, source, context, { seconds, errors: written === 0 ? null : `${written} in ${file}` })
    return run.status === 'completed' ? EXIT.done : EXIT.refused
  } catch (error) {
    await errors.close()
    if (!stopping.signal.aborted) throw error
    context.note('Stopped. What was taken stays taken: the same command goes on from there.')
    return STOPPED
  } finally {
    process.off('SIGINT', stop)
  }
}

function sayResult(
  run: Run,
  source: Source,
  context: CommandContext,
  { seconds, errors }: { seconds: number; errors: string | null },
): void {
  if (context.json) return context.print(JSON.stringify(run, null, 2))
  const shown = (figure: string, value: number | null): string => {
    const currency = source.currencyOf(figure)
    if (value === null) return '—'
    return currency === null
      ? value.toLocaleString('en-GB')
      : (value / 100).toLocaleString('en-GB', { style: 'currency', currency, currencyDisplay: 'code' })
  }
  const rows = run.figures.map(({ name, expected, found }) => [
    expected === found ? '✓' : '✗',
    name.replaceAll('_', ' '),
    shown(name, expected),
    shown(name, found),
  ])
  const lines = [['', 'figure', 'source', 'database'], ...rows]
  const widths = [0, 1, 2, 3].map((place) => Math.max(...lines.map((line) => line[place]?.length ?? 0)))
  const pad = (text: string, place: number): string =>
    place < 2 ? text.padEnd(widths[place] ?? 0) : text.padStart(widths[place] ?? 0)
  context.print(lines.map((line) => line.map(pad).join('  ')).join('\n'))
  const taken = `${run.accepted} rows taken, ${run.skipped} skipped, ${run.refused} refused`
  context.print(
    `\n${taken} (${seconds.toFixed(1)} s, ${Math.round(run.rows / seconds).toLocaleString('en-GB')} rows/s)`,
  )
  if (errors) context.print(`Rows not taken as they stand: ${errors}`)
}

/** One line that changes on a terminal; elsewhere a line per stage. */
function progressLine({ note }: CommandContext): (progress: Progress) => void {
  let shown_at = 0
  let stage = ''
  return (progress) => {
    const { done, of, unit } = progress
    const text = of ? `${Math.floor((100 * done) / Math.max(1, of))} %` : `${done} ${unit}`
    if (process.stderr.isTTY) {
      const now = performance.now()
      if (now - shown_at < SHOWN_EVERY_MS && done !== of && stage === progress.stage) return
      shown_at = now
      process.stderr.write(`\r\x1b[K${progress.stage} ${text}`)
    } else if (stage !== progress.stage) note(`${progress.stage} …`)
    stage = progress.stage
  }
}

/** Written as they come, made only when there is something to write. */
function errorFile(path: string): { write: (error: RowError, row: FileRow) => void; close: () => Promise<number> } {
  let file: WriteStream | null = null
  let written = 0
  const line = (cells: readonly string[]): string =>
    `${cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')}\n`
  return {
    write: ({ part, row, severity, code, message }, { cells }) => {
      if (file === null) {
        file = createWriteStream(path)
        file.write(line(['part', 'row', 'severity', 'code', 'message', 'content']))
      }
      written += 1
      file.write(line([part, String(row), severity, code, message, JSON.stringify(cells)]))
    },
    close: () =>
      new Promise((done, fail) => (file === null ? done(0) : file.once('error', fail).end(() => done(written)))),
  }
}
