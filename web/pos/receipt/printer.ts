import { languageFrom } from '#shared/words.ts'
import { mustTill } from '../session.ts'
import type { Fact } from '../store/facts.ts'
import { value } from '../store/value.ts'
import { askForSerial, askForUsb, machine, writeSerial, writeUsb } from './machine.ts'
import { DRAWER, receiptPaper, reportPaper, trialPaper } from './paper.ts'
import type { Columns, Report } from './paper.ts'

export type Way = 'usb' | 'serial' | 'browser'
export const BAUDS = [9_600, 19_200, 38_400, 115_200] as const
/** How this device prints: kept on it, for the printer stands beside it. */
export type Printing = { way: Way; columns: Columns; baud: number }

const KEY = 'hilo-printer'
const AT_FIRST: Printing = { way: 'browser', columns: 42, baud: 38_400 }

export const printing = value<Printing>(kept())

function kept(): Printing {
  const text = localStorage.getItem(KEY)
  // An older version of this app kept the way alone.
  if (text === 'usb' || text === 'serial' || text === 'browser') return { ...AT_FIRST, way: text }
  return text === null ? AT_FIRST : { ...AT_FIRST, ...(JSON.parse(text) as Partial<Printing>) }
}

export function setPrinting(change: Partial<Printing>): void {
  const next = { ...printing.get(), ...change }
  localStorage.setItem(KEY, JSON.stringify(next))
  printing.set(next)
}

export const canPrint = (way: Way): boolean => way === 'browser' || machine[way] !== undefined

/** The person chooses the printer once; the browser remembers that it may. */
export async function choose(way: Way): Promise<void> {
  if (way === 'usb') await askForUsb()
  if (way === 'serial') await askForSerial()
  setPrinting({ way })
}

const language = () => languageFrom(document.documentElement.lang)

export async function printReceipt(sale: Fact<'sale'>): Promise<void> {
  const { way, columns } = printing.get()
  if (way === 'browser') return window.print()
  await write(await receiptPaper(sale, mustTill(), language(), columns))
}

/** The X or Z that stands on the screen. */
export async function printReport(report: Report): Promise<void> {
  const { way, columns } = printing.get()
  if (way === 'browser') return window.print()
  await write(await reportPaper(report, mustTill(), columns))
}

/** A slip that shows whether width, letters and cut are right, and the drawer opens. */
export async function printTrial(): Promise<void> {
  await write(await trialPaper(mustTill(), language(), printing.get().columns))
  await openDrawer()
}

/** The drawer hangs on the receipt printer; without one, a person opens it. */
export async function openDrawer(): Promise<void> {
  if (printing.get().way !== 'browser') await write(DRAWER)
}

function write(bytes: Uint8Array<ArrayBuffer>): Promise<void> {
  const { way, baud } = printing.get()
  return way === 'serial' ? writeSerial(bytes, baud) : writeUsb(bytes)
}
