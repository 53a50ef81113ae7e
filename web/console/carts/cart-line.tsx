import { ActionIcon, Button, Group, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconMinus, IconPhoto, IconPlus, IconTrash } from '@tabler/icons-react'
import { useLanguage, useWords } from '#ui/face.tsx'
import { date } from '#shared/show.ts'
import { Money } from '#ui/show.tsx'
import { State } from '../frame/state.tsx'
import { api } from '../queries.ts'
import classes from './carts.module.css'
import { setQuantity, useCartChange } from './use-cart.ts'
import type { Cart, CartLine } from './use-cart.ts'

const WORDS = {
  less: { es: (name: string) => `Uno menos de ${name}`, en: (name: string) => `One less of ${name}` },
  more: { es: (name: string) => `Uno más de ${name}`, en: (name: string) => `One more of ${name}` },
  remove: { es: (name: string) => `Quitar ${name}`, en: (name: string) => `Remove ${name}` },
  removed: { es: (name: string) => `Se ha quitado ${name}.`, en: (name: string) => `${name} was removed.` },
  undo: { es: 'Deshacer', en: 'Undo' },
  held: { es: (until: string) => `Apartado hasta las ${until}`, en: (until: string) => `Held until ${until}` },
  quantity: { es: 'Cantidad', en: 'Quantity' },
  out_of_stock: { es: 'No queda bastante', en: 'Not enough left' },
  not_here: { es: 'No está en esa tienda', en: 'Not in that shop' },
  unpriced: { es: 'Sin precio en este canal', en: 'No price in this channel' },
  archived: { es: 'Ya no se vende', en: 'No longer sold' },
  left: { es: (n: string) => `quedan ${n}`, en: (n: string) => `${n} left` },
  elsewhere: { es: 'Lo tienen', en: 'In stock at' },
  later: { es: 'Guardado para luego', en: 'Kept for later' },
} as const

export const optionsOf = (options: object): string => Object.values(options).join(' · ')

export function CartLineRow({ cart, line, edits }: { cart: Cart; line: CartLine; edits: boolean }) {
  const w = useWords(WORDS)
  const change = useCartChange(cart.id)
  const remove = (): void =>
    change.mutate(() => api.removeCartLine({ cart_id: cart.id, line_id: line.line_id }) as Promise<Cart>, {
      onSuccess: () => offerUndo(() => change.mutate(() => putBack(cart, line)), w, line.name),
    })
  const set = (quantity: number): void => change.mutate(() => setQuantity(cart, line.line_id, quantity))
  return (
    <li className={classes['line']} data-saved={line.saved || undefined}>
      <Picture line={line} />
      <div className={classes['what']}>
        <Text size="sm" fw={500}>
          {line.name}
        </Text>
        <Text size="xs" c="dimmed">
          {optionsOf(line.options)}
        </Text>
        <LineState line={line} />
        <Group gap={4} mt={4} wrap="nowrap">
          {edits && (
            <ActionIcon
              size="sm"
              variant="default"
              aria-label={w.less(line.name)}
              disabled={line.quantity <= 1}
              onClick={() => set(line.quantity - 1)}
            >
              <IconMinus size={12} stroke={2} />
            </ActionIcon>
          )}
          <span className={classes['quantity']} aria-label={w.quantity}>
            {edits ? line.quantity : `${line.quantity} ×`}
          </span>
          {edits && (
            <>
              <ActionIcon
                size="sm"
                variant="default"
                aria-label={w.more(line.name)}
                onClick={() => set(line.quantity + 1)}
              >
                <IconPlus size={12} stroke={2} />
              </ActionIcon>
              <ActionIcon size="sm" variant="subtle" color="gray" aria-label={w.remove(line.name)} onClick={remove}>
                <IconTrash size={14} stroke={1.75} />
              </ActionIcon>
            </>
          )}
        </Group>
      </div>
      <Text size="sm" className={classes['price'] as string}>
        <Money minor={line.gross} currency={cart.currency} />
      </Text>
    </li>
  )
}

const putBack = (cart: Cart, { variant_id, quantity, note }: CartLine): Promise<Cart> =>
  api.addCartLine({ cart_id: cart.id, variant_id, quantity, note }) as Promise<Cart>

function offerUndo(undo: () => void, w: { removed: (name: string) => string; undo: string }, name: string): void {
  const id = `undo ${name}`
  notifications.show({
    id,
    autoClose: 8_000,
    message: (
      <Group justify="space-between" wrap="nowrap">
        <span>{w.removed(name)}</span>
        <Button
          size="compact-xs"
          variant="default"
          onClick={() => {
            notifications.hide(id)
            undo()
          }}
        >
          {w.undo}
        </Button>
      </Group>
    ),
  })
}

export function Picture({ line }: { line: { picture: string | null } }) {
  return line.picture ? (
    <img className={classes['picture']} src={line.picture} alt="" loading="lazy" />
  ) : (
    <span className={classes['picture']}>
      <IconPhoto size={18} stroke={1.75} aria-hidden />
    </span>
  )
}

function LineState({ line }: { line: CartLine }) {
  const w = useWords(WORDS)
  const language = useLanguage()
  if (line.saved) return <State tone="plain">{w.later}</State>
  if (line.problem) {
    const { code, available, elsewhere } = line.problem
    const left = code === 'out_of_stock' && available > 0 ? `, ${w.left(String(available))}` : ''
    return (
      <>
        <State tone="warn">{w[code] + left}</State>
        {elsewhere.length > 0 && (
          <Text size="xs" c="dimmed">
            {w.elsewhere}:{' '}
            {elsewhere
              .slice(0, 3)
              .map(({ name, available: n }) => `${name} (${n})`)
              .join(', ')}
          </Text>
        )}
      </>
    )
  }
  if (!line.held) return null
  return (
    <Text size="xs" c="dimmed">
      {w.held(date(line.held.until, 'time', language))}
    </Text>
  )
}
