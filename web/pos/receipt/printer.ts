import { money } from '#shared/show.ts'
import { languageFrom, speak } from '#shared/words.ts'
import { mustTill } from '../session.ts'
import { optionsOf } from '../show.tsx'
import type { Fact } from '../store/facts.ts'
import { value } from '../store/value.ts'
import { SLIP_WORDS, receiptNumber } from './slip-words.ts'

/** The little of WebUSB and Web Serial that a receipt printer needs; TypeScript's browser types leave them out. */
type Endpoint = { direction: string; type: string; endpointNumber: number }
type Usb = {
  opened: boolean
  configuration: { interfaces: { interfaceNumber: number; alternate: { endpoints: Endpoint[] } }[] } | null
  open: () => Promise<void>
  selectConfiguration: (number: number) => Promise<void>
  claimInterface: (number: number) => Promise<void>
  transferOut: (endpoint: number, bytes: Uint8Array<ArrayBuffer>) => Promise<unknown>
}
type Port = { writable: WritableStream<Uint8Array> | null; open: (options: { baudRate: number }) => Promise<void> }
type Machine = Navigator & {
  usb?: { getDevices: () => Promise<Usb[]>; requestDevice: (options: { filters: object[] }) => Promise<Usb> }
  serial?: { getPorts: () => Promise<Port[]>; requestPort: () => Promise<Port> }
}
const machine = navigator as Machine

export type Way = 'usb' | 'serial' | 'browser'
const KEY = 'hilo-printer'
const BAUD = 38_400
const COLUMNS = 42
const PRINTER_CLASS = 7

export const canPrint = (way: Way): boolean => way === 'browser' || machine[way] !== undefined
export const way = value<Way>((localStorage.getItem(KEY) as Way | null) ?? 'browser')

/** The person chooses the printer once; the browser remembers that it may. */
export async function choose(next: Way): Promise<void> {
  if (next === 'usb') await machine.usb?.requestDevice({ filters: [{ classCode: PRINTER_CLASS }] })
  if (next === 'serial') await machine.serial?.requestPort()
  localStorage.setItem(KEY, next)
  way.set(next)
}

export async function printReceipt(sale: Fact<'sale'>): Promise<void> {
  const chosen = way.get()
  if (chosen === 'browser') return window.print()
  await write(chosen, await encode(sale))
}

async function write(chosen: 'usb' | 'serial', bytes: Uint8Array<ArrayBuffer>): Promise<void> {
  if (chosen === 'serial') {
    const [port] = (await machine.serial?.getPorts()) ?? []
    if (!port) throw new Error('no printer')
    if (!port.writable) await port.open({ baudRate: BAUD })
    const writer = port.writable?.getWriter()
    await writer?.write(bytes)
    writer?.releaseLock()
    return
  }
  const [printer] = (await machine.usb?.getDevices()) ?? []
  if (!printer) throw new Error('no printer')
  if (!printer.opened) await printer.open()
  if (!printer.configuration) await printer.selectConfiguration(1)
  for (const { interfaceNumber, alternate } of printer.configuration?.interfaces ?? []) {
    const out = alternate.endpoints.find(({ direction, type }) => direction === 'out' && type === 'bulk')
    if (!out) continue
    await printer.claimInterface(interfaceNumber)
    await printer.transferOut(out.endpointNumber, bytes)
    return
  }
  throw new Error('this is no printer')
}

async function encode({ body, at }: Fact<'sale'>): Promise<Uint8Array<ArrayBuffer>> {
  const { default: Encoder } = await import('@point-of-sale/receipt-printer-encoder')
  const language = languageFrom(document.documentElement.lang)
  const w = speak(SLIP_WORDS, language)
  const { store, legal_entity, settings, retailer } = mustTill()
  const price = (minor: number): string => money(minor, body.currency, language).replaceAll('\u00a0', ' ')
  const paper = new Encoder({ columns: COLUMNS })
  const row = (left: string, right: string): void => {
    paper.table(
      [
        { width: COLUMNS - 13, align: 'left' },
        { width: 12, align: 'right' },
      ],
      [[left, right]],
    )
  }
  paper.initialize().codepage('auto').align('center').bold(true).line(retailer.name).bold(false).line(store.name)
  paper.line(`${legal_entity.name} ${w.taxId} ${legal_entity.tax_id ?? ''}`)
  if (settings.receipt_header) paper.line(settings.receipt_header)
  paper
    .align('left')
    .rule()
    .line(`${w.receipt} ${receiptNumber(body.receipt)}`)
    .line(new Date(at).toLocaleString(language))
  paper.rule()
  for (const line of body.lines)
    row(`${line.quantity} x ${line.name} ${optionsOf(line.options)}`, price(line.unit_price * line.quantity))
  paper.rule().bold(true)
  row(w.total, price(body.gross))
  paper.bold(false)
  if (body.rounding !== 0) row(w.rounding, price(body.rounding))
  for (const { kind, amount } of body.tenders) row(w[kind], price(amount))
  const change = body.tenders.reduce((sum, { given, amount }) => sum + (given ?? amount) - amount, 0)
  if (change > 0) row(w.change, price(change))
  paper.newline().align('center').qrcode(body.order_id)
  if (settings.receipt_footer) paper.line(settings.receipt_footer)
  return new Uint8Array(paper.newline().newline().cut().encode())
}
