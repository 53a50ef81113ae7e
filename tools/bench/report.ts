import type { Usage } from './gauge.ts'

/** A figure of one run: its value, the limit beside it, and what it must reach. */
export type Figure = {
  name: string
  value: number
  unit: string
  /** value ÷ the limit `of`, measured in the same run. */
  ratio?: number
  of?: string
  must?: string
  reached?: boolean
  /** What one act used. */
  used?: Usage
  note?: string
}

const shown = (value: number | undefined, digits = 2): string => (value === undefined ? '' : value.toFixed(digits))

/** The table people read. */
export function table(figures: readonly Figure[]): string {
  const head = ['figure', 'value', '', 'ratio', 'of', 'must reach', '', 'SQL', 'trips', 'server ms', 'db ms', '']
  const rows = figures.map(({ name, value, unit, ratio, of, must, reached, used, note }) => [
    name,
    value >= 100 ? value.toFixed(0) : shown(value, 1),
    unit,
    shown(ratio),
    of ?? '',
    must ?? '',
    reached === undefined ? '' : reached ? 'yes' : 'NO',
    shown(used?.statements, 1),
    shown(used?.flights, 1),
    shown(used?.server_ms),
    shown(used?.db_ms),
    note ?? '',
  ])
  const widths = head.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)))
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, column) =>
        column === 0 || column > 10 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join('  ')
      .trimEnd()
  return [line(head), ...rows.map(line)].join('\n')
}

/** For machines: `[{name, value, unit, ratio?, of?}]`. */
export const asJson = (figures: readonly Figure[]): string =>
  `${JSON.stringify(
    figures.map(({ name, value, unit, ratio, of }) => ({
      name,
      value,
      unit,
      ...(ratio === undefined ? {} : { ratio, of }),
    })),
    null,
    2,
  )}\n`
