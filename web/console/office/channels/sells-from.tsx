import { Checkbox } from '@mantine/core'
import { useWords } from '#ui/face.tsx'
import office from '../office.module.css'
import { usePlaces } from '../pieces/places.tsx'

const WORDS = {
  title: { es: 'Vende desde', en: 'Sells from' },
  place: { es: 'Sitio', en: 'Place' },
  ships: { es: 'Envía', en: 'Ships' },
  pickup: { es: 'Recogida', en: 'Pick-up' },
  shipsFrom: { es: (name: string) => `Enviar desde ${name}`, en: (name: string) => `Ship from ${name}` },
  pickupIn: { es: (name: string) => `Recoger en ${name}`, en: (name: string) => `Collect in ${name}` },
} as const

export type Source = { location_id: string; ships: boolean; pickup: boolean }
type Props = { sources: readonly Source[]; setSources: (sources: readonly Source[]) => void }

/** Places down, ways across: what is ticked is sold. */
export function SellsFrom({ sources, setSources }: Props) {
  const w = useWords(WORDS)
  const { places } = usePlaces()
  const of = (location_id: string): Source =>
    sources.find((one) => one.location_id === location_id) ?? { location_id, ships: false, pickup: false }
  const set = (source: Source): void => {
    const others = sources.filter(({ location_id }) => location_id !== source.location_id)
    setSources(source.ships || source.pickup ? [...others, source] : others)
  }
  return (
    <table className={office['plainTable']} aria-label={w.title}>
      <caption style={{ textAlign: 'left', fontWeight: 500, padding: '8px 0' }}>{w.title}</caption>
      <thead>
        <tr>
          <th>{w.place}</th>
          <th>{w.ships}</th>
          <th>{w.pickup}</th>
        </tr>
      </thead>
      <tbody>
        {places
          .filter(({ active }) => active)
          .map(({ id, name, kind }) => {
            const source = of(id)
            return (
              <tr key={id}>
                <td>{name}</td>
                <td>
                  <Checkbox
                    size="xs"
                    aria-label={w.shipsFrom(name)}
                    checked={source.ships}
                    onChange={(event) => set({ ...source, ships: event.target.checked })}
                  />
                </td>
                <td>
                  {kind === 'store' && (
                    <Checkbox
                      size="xs"
                      aria-label={w.pickupIn(name)}
                      checked={source.pickup}
                      onChange={(event) => set({ ...source, pickup: event.target.checked })}
                    />
                  )}
                </td>
              </tr>
            )
          })}
      </tbody>
    </table>
  )
}
