import { Button, Group, List, Stack } from '@mantine/core'
import type { Reply } from '#sdk'
import { useWords } from '#ui/face.tsx'
import { When } from '#ui/show.tsx'
import { SidePanel } from '../../frame/side-panel.tsx'
import { Facts } from '../../frame/state.tsx'
import { useAction } from '../../frame/use-action.ts'
import { useMay } from '../../session.ts'
import { ConfirmButton } from '../pieces/confirm-button.tsx'
import { ToldOnce } from '../pieces/told-once.tsx'
import { usePermissionName } from './permissions.ts'

const WORDS = {
  prefix: { es: 'Empieza por', en: 'Begins with' },
  channel: { es: 'Canal', en: 'Channel' },
  made: { es: 'Creada', en: 'Made' },
  used: { es: 'Último uso', en: 'Last used' },
  ends: { es: 'Termina', en: 'Ends' },
  may: { es: 'Puede', en: 'May' },
  rotate: { es: 'Cambiar por otra', en: 'Change for another' },
  rotateAsk: {
    es: 'Se crea una clave nueva que puede lo mismo. La vieja sigue valiendo un día, para que te dé tiempo.',
    en: 'A new key is made that may do the same. The old one works for one more day, so that you have time.',
  },
  revoke: { es: 'Terminar', en: 'End it' },
  revokeAsk: {
    es: 'Deja de valer al momento. No se puede deshacer.',
    en: 'It stops working at once. This cannot be undone.',
  },
  revoked: { es: 'Clave terminada', en: 'Key ended' },
  about: {
    es: 'La clave nueva. La vieja vale hasta mañana a esta hora.',
    en: 'The new key. The old one works until this time tomorrow.',
  },
  done: { es: 'Listo', en: 'Done' },
} as const
const GRACE_S = 86_400

type Key = Reply<'listKeys'>['items'][number]

/** One key: what it may do, since when, and its end. */
export function KeyPanel({ known, onClose }: { known: Key; onClose: () => void }) {
  const w = useWords(WORDS)
  const mayEdit = useMay()('keys.edit')
  const nameOf = usePermissionName()
  const rotate = useAction('rotateKey', { refreshes: ['listKeys'] })
  const revoke = useAction('revokeKey', { done: w.revoked, refreshes: ['listKeys'], onDone: onClose })
  const lives = known.revoked_at === null
  const { prefix, channel, created_at, used_at, expires_at, revoked_at, permissions } = known
  const end = revoked_at ?? expires_at
  return (
    <SidePanel
      opened
      onClose={onClose}
      size="md"
      title={known.name}
      footer={rotate.data && <Button onClick={onClose}>{w.done}</Button>}
    >
      <Stack>
        {rotate.data ? (
          <ToldOnce secret={rotate.data.secret} about={w.about} />
        ) : (
          <>
            <Facts
              of={[
                [w.prefix, <code key="prefix">{prefix}…</code>],
                ...(channel === null ? [] : [[w.channel, channel] as const]),
                [w.made, <When key="made" when={created_at} />],
                ...(used_at === null ? [] : [[w.used, <When key="used" when={used_at} />] as const]),
                ...(end === null ? [] : [[w.ends, <When key="end" when={end} />] as const]),
                ...(permissions.length === 0
                  ? []
                  : [
                      [
                        w.may,
                        <List key="may" size="sm" listStyleType="none">
                          {permissions.map((name) => (
                            <List.Item key={name}>{nameOf.whole(name)}</List.Item>
                          ))}
                        </List>,
                      ] as const,
                    ]),
              ]}
            />
            {lives && mayEdit && (
              <Group>
                <ConfirmButton
                  question={w.rotateAsk}
                  loading={rotate.isPending}
                  onYes={() => rotate.mutate({ key_id: known.id, grace_s: GRACE_S })}
                >
                  {w.rotate}
                </ConfirmButton>
                <ConfirmButton
                  question={w.revokeAsk}
                  loading={revoke.isPending}
                  onYes={() => revoke.mutate({ key_id: known.id })}
                >
                  {w.revoke}
                </ConfirmButton>
              </Group>
            )}
          </>
        )}
      </Stack>
    </SidePanel>
  )
}
