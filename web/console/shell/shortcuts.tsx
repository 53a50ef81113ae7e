import { Kbd, Modal, Table } from '@mantine/core'
import { useLanguage, useWords } from '#ui/face.tsx'
import { placeGroups } from './places.ts'

const WORDS = {
  title: { es: 'Atajos de teclado', en: 'Keyboard shortcuts' },
  close: { es: 'Cerrar', en: 'Close' },
  find: { es: 'Buscar o ir a cualquier sitio', en: 'Find or go anywhere' },
  search: { es: 'Ir al buscador de la lista', en: 'Go to the list’s search' },
  walk: { es: 'Bajar y subir por la lista', en: 'Walk down and up the list' },
  open: { es: 'Abrir la fila', en: 'Open the row' },
  shut: { es: 'Cerrar lo que está abierto', en: 'Close what is open' },
  help: { es: 'Ver esta ayuda', en: 'Show this help' },
  go: { es: (name: string) => `Ir a ${name}`, en: (name: string) => `Go to ${name}` },
} as const

/** What the keyboard can do; "?" shows it. */
export function Shortcuts({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const w = useWords(WORDS)
  const language = useLanguage()
  const go = placeGroups
    .flatMap(({ places }) => places)
    .flatMap(({ key, name }) => (key === undefined ? [] : [{ keys: ['g', key], does: w.go(name[language]) }]))
  const rows = [
    { keys: ['Ctrl', 'K'], does: w.find },
    { keys: ['/'], does: w.search },
    { keys: ['J', 'K'], does: w.walk },
    { keys: ['Enter'], does: w.open },
    { keys: ['Esc'], does: w.shut },
    { keys: ['?'], does: w.help },
    ...go,
  ]
  return (
    <Modal opened={opened} onClose={onClose} title={w.title} closeButtonProps={{ 'aria-label': w.close }}>
      <Table withRowBorders={false} highlightOnHover={false} verticalSpacing={6}>
        <Table.Tbody>
          {rows.map(({ keys, does }) => (
            <Table.Tr key={does}>
              <Table.Td>{does}</Table.Td>
              <Table.Td ta="right" style={{ whiteSpace: 'nowrap' }}>
                {keys.map((key) => (
                  <Kbd key={key} ml={4}>
                    {key}
                  </Kbd>
                ))}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Modal>
  )
}
