import { IconChartBar } from '@tabler/icons-react'
import type { PlaceGroup } from '../shell/places.ts'

/** Where the figures can be reached from the navigation, the palette and "g" shortcuts. */
export const overviewPlaces: readonly PlaceGroup[] = [
  {
    name: { es: 'Mirar', en: 'Look' },
    places: [
      {
        to: '/overview',
        name: { es: 'Resumen', en: 'Overview' },
        icon: IconChartBar,
        needs: ['insights.read'],
        key: 'v',
        also: 'cifras ventas canales informes figures sales channels reports dashboard',
      },
    ],
  },
]
