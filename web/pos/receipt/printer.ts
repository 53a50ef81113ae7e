import { languageFrom } from '#shared/words.ts'
import { mustTill } from '../session.ts'
import type { Fact } from '../store/facts.ts'
import { value } from '../store/value.ts'
import { receiptPaper, reportPaper } from './paper.ts'
import type { Report } from './paper.ts'

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
  await write(chosen, await receiptPaper(sale, mustTill(), languageFrom(document.documentElement.lang)))
}

/** The X or Z that stands on the screen. */
export async function printReport(report: Report): Promise<void> {
  const chosen = way.get()
  if (chosen === 'browser') return window.print()
  await write(chosen, await reportPaper(report, mustTill()))
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
