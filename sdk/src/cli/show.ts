const CELL_MAX = 44
const COLUMNS_MAX = 9

/** An answer for people: lists as tables, things as lines of `name  value`. */
export function show(answer: unknown): string {
  if (answer === undefined || answer === null) return 'done'
  if (typeof answer !== 'object') return String(answer)
  const { items, next, ...rest } = answer as { items?: unknown; next?: unknown }
  if (!Array.isArray(items)) return showThing(answer as Record<string, unknown>)
  const more = typeof next === 'string' ? `\n… more: --after ${next}` : ''
  const beside = Object.keys(rest).length > 0 ? `${showThing(rest)}\n\n` : ''
  return `${beside}${showTable(items as Record<string, unknown>[])}${more}`
}

function showTable(rows: Record<string, unknown>[]): string {
  if (rows.length === 0) return 'nothing'
  if (typeof rows[0] !== 'object') return rows.map((row) => cell(row)).join('\n')
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))]
  const plain = names.filter((name) =>
    rows.some((row) => row[name] !== null && row[name] !== undefined && typeof row[name] !== 'object'),
  )
  const columns = (plain.length > 0 ? plain : names).slice(0, COLUMNS_MAX)
  const lines = [columns, ...rows.map((row) => columns.map((name) => cell(row[name])))]
  const widths = columns.map((_, place) => Math.max(...lines.map((line) => [...(line[place] ?? '')].length)))
  return lines
    .map((line) =>
      line
        .map((text, place) => text + ' '.repeat((widths[place] ?? 0) - [...text].length))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

function showThing(thing: Record<string, unknown>): string {
  const width = Math.max(0, ...Object.keys(thing).map((name) => name.length))
  return Object.entries(thing)
    .map(([name, value]) => {
      if (Array.isArray(value) && value.length > 0 && typeof value[0] === 'object')
        return `${name}:\n${indent(showTable(value as Record<string, unknown>[]))}`
      return `${name.padEnd(width)}  ${cell(value, Infinity)}`
    })
    .join('\n')
}

const indent = (text: string): string => text.replace(/^/gm, '  ')

/** Texts come from customers: what a terminal would obey is taken out. */
function cell(value: unknown, max = CELL_MAX): string {
  const text =
    value === null || value === undefined ? '—' : typeof value === 'object' ? JSON.stringify(value) : String(value)
  const safe = text.replace(/[\p{Cc}\p{Cf}]/gu, ' ')
  return [...safe].length > max ? `${[...safe].slice(0, max - 1).join('')}…` : safe
}
