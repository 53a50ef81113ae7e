export { distanceKm } from './distance.ts'
export type { Point } from './distance.ts'
export { closingAfter, hoursAt, localDay, momentOf, readyFrom } from './hours.ts'
export type { Opening, Span } from './hours.ts'
export {
  channelByCode,
  channelKnown,
  channels,
  isOriginOfOurs,
  locationById,
  openingsOf,
  retailer,
  storeById,
  stores,
  storesById,
} from './places.ts'
export type { Channel, Location, Retailer, Store } from './places.ts'
export {
  SaveLegalEntity,
  SaveRetailer,
  saveChannel,
  saveLegalEntity,
  saveRegister,
  saveRetailer,
  saveStore,
  saveWarehouse,
  sellFrom,
} from './save.ts'
export { ROLES, addStaff, changeStaff, staffByEmail, staffById } from './staff.ts'
export type { AddStaff, ChangeStaff, Role, Staff } from './staff.ts'
export { namedPlace, places, sourcesOf, whereOf } from './sources.ts'
export type { Place, Where } from './sources.ts'
