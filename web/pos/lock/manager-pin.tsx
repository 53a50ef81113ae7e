import { Button, Modal, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { useWords } from '#ui/face.tsx'
import type { CrewMember } from '../contract.ts'
import { mustTill } from '../session.ts'
import { PinPad } from './pin-pad.tsx'

const WORDS = {
  title: { es: 'Hace falta un responsable', en: 'A manager is needed' },
  approve: {
    es: 'El cambio pasa del límite de la tienda. Quien lleva la tienda lo aprueba con su PIN.',
    en: 'The change is over the limit of the shop. Whoever runs it approves it with their PIN.',
  },
  adjust: {
    es: 'El stock lo ajusta quien lleva la tienda, con su PIN.',
    en: 'Whoever runs the shop adjusts its stock, with their PIN.',
  },
  cancel: {
    es: 'Un pedido lo cancela quien lleva la tienda, con su PIN: el dinero vuelve por donde vino.',
    en: 'Whoever runs the shop cancels an order, with their PIN: the money goes back the way it came.',
  },
  close_shift: {
    es: 'Hay ventas sin enviar. Quien lleva la tienda cierra así la caja, con su PIN.',
    en: 'Some sales are not sent. Whoever runs the shop closes the till like this, with their PIN.',
  },
  none: {
    es: 'Nadie con permiso tiene PIN en esta tienda.',
    en: 'Nobody who may approve has a PIN in this shop.',
  },
} as const

type May = keyof CrewMember['may']
type Props = { may?: May; onApproved: (member: CrewMember, pin: string) => void; onClose: () => void }

/** Somebody who may says yes, without signing the assistant off. */
export function ManagerPin({ may = 'approve', onApproved, onClose }: Props) {
  const w = useWords(WORDS)
  const those = mustTill().crew.filter((member) => member.may[may] && member.pin !== null)
  const [chosen, setChosen] = useState<CrewMember | null>(those.length === 1 ? (those[0] ?? null) : null)
  return (
    <Modal opened onClose={onClose} title={w.title}>
      <Stack>
        <Text className="soft">{those.length === 0 ? w.none : w[may]}</Text>
        {chosen ? (
          <PinPad key={chosen.id} member={chosen} onRight={(pin) => onApproved(chosen, pin)} />
        ) : (
          those.map((member) => (
            <Button key={member.id} variant="default" size="lg" onClick={() => setChosen(member)}>
              {member.name}
            </Button>
          ))
        )}
      </Stack>
    </Modal>
  )
}
