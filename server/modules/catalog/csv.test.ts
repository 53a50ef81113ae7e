import fc from 'fast-check'
import { expect, test } from 'vitest'
import { COLUMNS, neutralised, readCsv, unneutralised, writeCsv } from './csv.ts'

test('a spreadsheet cannot run what a product is called', () => {
  const csv = writeCsv([{ slug: 'a', name_es: "=CMD|' /C calc'!A0", name_en: '+1', brand: '-2', product_type: '@x' }])
  for (const cell of csv.split('\r\n')[1]?.split(',') ?? []) expect(cell).not.toMatch(/^"?[=+\-@]/)
  expect(csv).toContain("'=CMD")
})

test('neutralising is undone exactly', () => {
  fc.assert(
    fc.property(fc.tuple(fc.constantFrom('', "'", "''", '=', "'=", "''+", '＝'), fc.string()), ([front, rest]) => {
      const cell = front + rest
      return unneutralised(neutralised(cell)) === cell
    }),
  )
})

test('what is written is read back, whatever is inside the cells', () => {
  const cell = fc.string({ unit: fc.constantFrom(...'ab,;"\'=\n\r\té'), maxLength: 12 })
  fc.assert(
    fc.property(fc.array(fc.tuple(cell, cell), { maxLength: 5 }), (pairs) => {
      const rows = pairs.map(([name_es, description_es]) => ({ slug: 's', name_es, description_es }))
      const read = readCsv(writeCsv(rows))
      expect(read.errors).toEqual([])
      expect(read.rows.map(({ cells }) => ({ slug: 's', name_es: '', description_es: '', ...cells }))).toEqual(rows)
    }),
  )
})

test('rows have the number the spreadsheet shows, also with semicolons, a byte order mark and empty lines', () => {
  const { rows, errors } = readCsv('\uFEFFslug;name_es\r\na;"Uno\ndos"\r\n\r\nb;=1\r\n')
  expect(errors).toEqual([])
  expect(rows).toEqual([
    { row: 2, cells: { slug: 'a', name_es: 'Uno\ndos' } },
    { row: 4, cells: { slug: 'b', name_es: '=1' } },
  ])
})

test('a file that is not ours is said to be so', () => {
  expect(readCsv('slug,colour\na,b').errors).toEqual([
    expect.objectContaining({ row: 1, column: 'colour', code: 'unknown_column' }),
  ])
  expect(readCsv('name_es\na').errors).toEqual([expect.objectContaining({ code: 'missing_column' })])
  expect(readCsv('slug,slug\na,b').errors).toEqual([expect.objectContaining({ code: 'column_twice' })])
  expect(readCsv('slug,name_es\na,"b').errors).toEqual([expect.objectContaining({ code: 'unreadable' })])
  expect(readCsv('slug\na,b').errors).toEqual([expect.objectContaining({ row: 2, code: 'too_many_cells' })])
  expect(readCsv('').errors).toEqual([expect.objectContaining({ code: 'missing_column' })])
  expect(COLUMNS.length).toBe(18)
})
