import type { Fault } from './fault.ts'
import { clockSkew } from './faults/clock-skew.ts'
import { databaseAway, databaseDown } from './faults/database-down.ts'
import { diskFull } from './faults/disk-full.ts'
import { cutLines, killBoth, killPostgres, killServer } from './faults/kills.ts'
import { oneCart } from './faults/one-cart.ts'
import { provider } from './faults/provider.ts'
import { simulator } from './faults/simulator.ts'
import { tillOffline } from './faults/till-offline.ts'

/** Every fault the shop must survive, in the order they are tried. */
export const faults: readonly Fault[] = [
  killServer,
  killPostgres,
  killBoth,
  cutLines,
  provider,
  clockSkew,
  oneCart,
  diskFull,
  databaseDown,
  databaseAway,
  simulator,
  tillOffline,
]
