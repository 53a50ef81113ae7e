import { expect, test } from 'vitest'
import { DRAWER, WIDTHS, receiptPaper, reportPaper, trialPaper } from './paper.ts'

const SHOP = {
  retailer: { name: 'Casa Torzal' },
  store: {
    name: 'Madrid Gran Vía',
    timezone: 'Europe/Madrid',
    address: { line1: 'Gran Vía 34', postcode: '28013', city: 'Madrid' },
  },
  legal_entity: {
    name: 'Casa Torzal S.L.',
    tax_id: 'B00000000',
    rounding_mode: 'half_up',
    rounding_level: 'line',
  } as const,
  settings: { receipt_header: '', receipt_footer: 'Gracias' },
  crew: [{ id: 'dani', name: 'Dani Robles' }],
}
const ESC = 0x1b
const GS = 0x1d
const EURO = 0xd5
/** As printers number them. */
const CP437 = 0
const CP858 = 19

/** What a printer would do with the bytes: the words it prints, line by line, the codes it draws, and whether it cuts. */
function printed(bytes: Uint8Array): { words: string; codes: string[]; cuts: number } {
  const seen = { words: '', codes: [] as string[], cuts: 0 }
  for (let at = 0; at < bytes.length;) {
    const [first = 0, second = 0] = bytes.subarray(at)
    if (first === GS && second === 0x28) {
      const [, , , low = 0, high = 0, , task = 0] = bytes.subarray(at)
      const size = low + 256 * high
      if (task === 0x50) seen.codes.push(new TextDecoder().decode(bytes.subarray(at + 8, at + 5 + size)))
      at += 5 + size
    } else if (first === GS && second === 0x56) {
      seen.cuts++
      at += 3
    } else if (first === ESC && second === 0x40) at += 2
    else if (first === 0x1c) at += 2
    else if (first === ESC || first === GS) at += 3
    else {
      seen.words += first === EURO ? '€' : first < 0x80 ? String.fromCharCode(first) : '~'
      at++
    }
  }
  return seen
}

const LINE = {
  id: 'l',
  variant_id: 'v',
  sku: 'GORRO',
  name: 'Gorro liso',
  options: { Color: 'Lavanda' },
  quantity: 2,
  list_price: 746,
  unit_price: 746,
  price_reason: null,
  approved_by: null,
  tax_name: 'IVA',
  tax_ppm: 210_000,
  note: null,
}
const SALE = {
  at: '2026-11-26T03:46:00Z',
  staff_id: 'dani',
  body: {
    order_id: '019c0000-0000-7000-8000-000000000001',
    shift_id: 's',
    receipt: { series: 'GV1', number: 42 },
    customer_id: null,
    lines: [LINE],
    net: 1_233,
    tax: 259,
    gross: 1_492,
    rounding: -2,
    currency: 'EUR',
    tax_included: true,
    tenders: [{ id: 't', kind: 'cash' as const, amount: 1_490, given: 2_000 }],
    version: 'v',
    offline: false,
  },
}

test('a receipt prints what was sold, taxed, rounded and given back, draws the code of its sale, and is cut once', async () => {
  const { words, codes, cuts } = printed(await receiptPaper(SALE, SHOP, 'es', 42))
  for (const line of [
    /Casa Torzal/,
    /Gran V~a 34, 28013, Madrid/,
    /Factura simplificada GV1-000042/,
    /26\/11\/2026, 04:46/,
    /Te atendi~ Dani Robles/,
    /2 x Gorro liso Lavanda +14,92 €/,
    /Total +14,92 €/,
    /Redondeo +-0,02 €/,
    /Efectivo +14,90 €/,
    / Entregado +20,00 €/,
    / Cambio +5,10 €/,
    /IVA 21 % \(base 12,33 €\) +2,59 €/,
    /Gracias/,
  ])
    expect(words).toMatch(line)
  expect(codes).toEqual([SALE.body.order_id])
  expect(cuts).toBe(1)
  for (const line of words.split(/[\r\n]+/)) expect(line.length).toBeLessThanOrEqual(42)
})

test('an X or Z prints on the same paper', async () => {
  const report = { title: 'Informe Z 7', about: ['26 nov, 20:31'], rows: [['Contado', '150,00\u00a0€'] as const] }
  const { words, codes, cuts } = printed(await reportPaper(report, SHOP, 42))
  expect(words).toMatch(/Informe Z 7[^]*26 nov, 20:31[^]*Contado +150,00 €/)
  expect({ codes, cuts }).toEqual({ codes: [], cuts: 1 })
})

test('each width is kept, whatever the paper', async () => {
  for (const columns of WIDTHS) {
    const { words } = printed(await receiptPaper(SALE, SHOP, 'es', columns))
    const lengths = words.split(/[\r\n]+/).map((line) => line.length)
    expect(Math.max(...lengths)).toBe(columns)
  }
})

test('a trial shows letters, a full line, a code and the cut; the drawer opens without paper', async () => {
  const bytes = await trialPaper(SHOP, 'es', 48)
  const { words, codes, cuts } = printed(bytes)
  expect(words).toContain('123456789012345678901234567890123456789012345678')
  expect(words).toMatch(/-1\.234,56 €/)
  expect({ codes, cuts }).toEqual({ codes: ['Casa Torzal'], cuts: 1 })
  // Lines are drawn from the first table of all; every letter and the euro come from that of Western Europe with euro.
  const tables = [...bytes.keys()]
    .filter((at) => bytes[at] === ESC && bytes[at + 1] === 0x74)
    .map((at) => bytes[at + 2])
  expect(new Set(tables)).toEqual(new Set([CP437, CP858]))
  expect([...DRAWER.subarray(0, 2)]).toEqual([ESC, 0x70])
})
