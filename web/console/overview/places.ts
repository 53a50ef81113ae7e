import type { PlaceGroup } from '../shell/places.ts'

/** Where the figures can be reached from the navigation, the palette and "g" shortcuts. */
export const overviewPlaces: readonly PlaceGroup[] = []
