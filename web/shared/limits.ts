// How much there may be of anything, for whoever writes it and whoever reads it. No dependencies: every page has it.

/** Minor units: ten thousand million euros. No amount anywhere is larger. */
export const MAX_AMOUNT = 1_000_000_000_000

/** What a person can write at a till: a field stops there, and the screen says why. */
export const AT_TILL = {
  /** Why a price was changed, a ticket voided, cash moved. */
  reason: 200,
  /** Beside a line of a ticket. */
  note: 200,
  /** Of a card terminal. */
  reference: 60,
  /** Different articles on a ticket. */
  lines: 200,
  /** Pieces a ticket is paid in. */
  tenders: 10,
} as const

/**
 * What is read of a fact, much wider than what can be written: it says what happened, so an app of an older day, or a
 * scanner in the wrong field, must not stand in the way of all that happened after it.
 */
export const IN_FACTS = {
  text: 4_000,
  lines: 1_000,
  tenders: 100,
  /** Of a drawer: thirteen figures of a barcode with two decimals are an amount nobody has, and can be told. */
  drawer: 1_000_000_000_000_000,
} as const
