/** The little of WebUSB and Web Serial that a receipt printer needs; TypeScript's browser types leave them out. */
type Endpoint = { direction: string; type: string; endpointNumber: number }
type Interface = { interfaceNumber: number; alternate: { interfaceClass: number; endpoints: Endpoint[] } }
export type Usb = {
  opened: boolean
  configuration: { interfaces: Interface[] } | null
  open: () => Promise<void>
  close: () => Promise<void>
  selectConfiguration: (number: number) => Promise<void>
  claimInterface: (number: number) => Promise<void>
  transferOut: (endpoint: number, bytes: Uint8Array<ArrayBuffer>) => Promise<{ status?: string }>
}
export type Port = {
  writable: WritableStream<Uint8Array> | null
  open: (options: { baudRate: number }) => Promise<void>
  close: () => Promise<void>
}
type Machine = Navigator & {
  usb?: { getDevices: () => Promise<Usb[]>; requestDevice: (options: { filters: object[] }) => Promise<Usb> }
  serial?: { getPorts: () => Promise<Port[]>; requestPort: () => Promise<Port> }
}
export const machine = navigator as Machine

/**
 * Why nothing came out. `none`: the browser knows no printer (any more). `refused`: it may not speak to it, or another
 * program holds it. `silent`: it takes no bytes: off, without paper, unplugged meanwhile.
 */
export type Trouble = 'none' | 'refused' | 'silent'

export class NotPrinted extends Error {
  readonly why: Trouble
  constructor(why: Trouble, cause?: unknown) {
    super(`not printed: ${why}`, { cause })
    this.why = why
  }
}

const PRINTER_CLASS = 7
const ANSWER_MS = 8_000

export const askForUsb = (): Promise<Usb> | undefined =>
  machine.usb?.requestDevice({ filters: [{ classCode: PRINTER_CLASS }] })
export const askForSerial = (): Promise<Port> | undefined => machine.serial?.requestPort()

export async function writeUsb(bytes: Uint8Array<ArrayBuffer>): Promise<void> {
  const [printer] = (await machine.usb?.getDevices()) ?? []
  if (!printer) throw new NotPrinted('none')
  const out = await opened(printer)
  try {
    const { status = 'ok' } = await soon(printer.transferOut(out, bytes))
    if (status !== 'ok') throw new Error(status)
  } catch (cause) {
    // Opened anew next time: what was unplugged meanwhile is another one for the browser.
    await printer.close().catch(() => undefined)
    throw new NotPrinted('silent', cause)
  }
}

/** Ready to take bytes; answers where they go in. */
async function opened(printer: Usb): Promise<number> {
  try {
    if (!printer.opened) await printer.open()
    if (!printer.configuration) await printer.selectConfiguration(1)
    const ways = printer.configuration?.interfaces ?? []
    for (const { interfaceNumber, alternate } of ways.toSorted(printersFirst)) {
      const out = alternate.endpoints.find(({ direction, type }) => direction === 'out' && type === 'bulk')
      if (!out) continue
      await printer.claimInterface(interfaceNumber)
      return out.endpointNumber
    }
  } catch (cause) {
    throw new NotPrinted('refused', cause)
  }
  throw new NotPrinted('none')
}

const isPrinter = ({ alternate }: Interface): boolean => alternate.interfaceClass === PRINTER_CLASS
const printersFirst = (a: Interface, b: Interface): number => Number(isPrinter(b)) - Number(isPrinter(a))

export async function writeSerial(bytes: Uint8Array<ArrayBuffer>, baudRate: number): Promise<void> {
  const [port] = (await machine.serial?.getPorts()) ?? []
  if (!port) throw new NotPrinted('none')
  try {
    if (!port.writable) await port.open({ baudRate })
  } catch (cause) {
    throw new NotPrinted('refused', cause)
  }
  const writer = port.writable?.getWriter()
  if (!writer) throw new NotPrinted('silent')
  try {
    await soon(writer.write(bytes))
    writer.releaseLock()
  } catch (cause) {
    writer.releaseLock()
    await port.close().catch(() => undefined)
    throw new NotPrinted('silent', cause)
  }
}

/** A printer without paper takes bytes for ever; the counter does not wait for ever. */
function soon<T>(work: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<never>((_, fail) => {
    timer = setTimeout(() => fail(new Error('the printer does not answer')), ANSWER_MS)
  })
  return Promise.race([work, late]).finally(() => clearTimeout(timer))
}
