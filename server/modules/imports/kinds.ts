import { catalogue } from './catalogue.ts'
import type { Kind } from './kind.ts'
import { retail } from './retail.ts'
import type { KindName } from './runs.ts'

/** Every sort of source we can read. */
export const kinds: Readonly<Record<KindName, Kind>> = { 'online-retail': retail, catalogue }
