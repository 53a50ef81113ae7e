import { Kbd, Modal, Table } from '@mantine/core'
import { useWords } from '#ui/face.tsx'

const WORDS = {
  title: { es: 'Atajos de teclado', en: 'Keyboard shortcuts' },
  scan: { es: 'Escanear o buscar: escribe sin más', en: 'Scan or search: just type' },
  take: { es: 'Añadir lo encontrado; con el campo vacío, cobrar', en: 'Add what was found; with an empty field, pay' },
  choose: { es: 'Elegir línea del ticket', en: 'Choose a line of the ticket' },
  count: { es: 'Una unidad más o menos', en: 'One unit more or less' },
  remove: { es: 'Quitar la línea', en: 'Take the line out' },
  undo: { es: 'Recuperar la línea quitada', en: 'Bring the line back' },
  edit: { es: 'Precio, nota y cantidad de la línea', en: 'Price, note and quantity of the line' },
  customer: { es: 'Buscar cliente', en: 'Find the customer' },
  pay: { es: 'Cobrar', en: 'Pay' },
  cash: { es: 'En el cobro: efectivo, tarjeta', en: 'While paying: cash, card' },
  park: { es: 'Aparcar el ticket; recuperar', en: 'Park the ticket; recall' },
  next: { es: 'Tras el cobro: venta nueva', en: 'After paying: new sale' },
  places: { es: 'Venta, recogidas, stock, turno', en: 'Sale, pick-ups, stock, shift' },
  lock: { es: 'Cambiar de persona', en: 'Change person' },
  help: { es: 'Esta lista', en: 'This list' },
} as const

const KEYS: readonly (readonly [readonly string[], keyof typeof WORDS])[] = [
  [['A–Z', '0–9'], 'scan'],
  [['Enter'], 'take'],
  [['↑', '↓'], 'choose'],
  [['+', '−'], 'count'],
  [['Supr / Del'], 'remove'],
  [['Ctrl Z'], 'undo'],
  [['F3'], 'edit'],
  [['F4'], 'customer'],
  [['F8'], 'park'],
  [['F9'], 'pay'],
  [['F6', 'F7'], 'cash'],
  [['Enter'], 'next'],
  [['Alt 1–4'], 'places'],
  [['F10'], 'lock'],
  [['?', 'F1'], 'help'],
]

/** All keys of the till, shown by "?". */
export function Shortcuts({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const w = useWords(WORDS)
  return (
    <Modal opened={opened} onClose={onClose} title={w.title} size="lg">
      <Table>
        <Table.Tbody>
          {KEYS.map(([keys, word]) => (
            <Table.Tr key={word}>
              <Table.Td w={170}>
                {keys.map((key) => (
                  <Kbd key={key} mr={6}>
                    {key}
                  </Kbd>
                ))}
              </Table.Td>
              <Table.Td>{w[word]}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Modal>
  )
}
