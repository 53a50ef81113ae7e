/**
 * Loaded before a server (node --import): its clock is CLOCK_SHIFT_MS off, as on a machine whose clock nobody keeps.
 * Only what the clock on the wall says is shifted; timers run as they do.
 */
const shift = Number(process.env['CLOCK_SHIFT_MS'] ?? 0)
const Kept = Date

class ShiftedDate extends Kept {
  constructor(...given: ConstructorParameters<typeof Date> | []) {
    if (given.length === 0) super(Kept.now() + shift)
    else super(...(given as ConstructorParameters<typeof Date>))
  }

  static override now(): number {
    return Kept.now() + shift
  }
}

globalThis.Date = ShiftedDate as DateConstructor
