import type { PlaceGroup } from '../shell/places.ts'

/** Where the back office can be reached from the navigation, the palette and "g" shortcuts. */
export const officePlaces: readonly PlaceGroup[] = []
