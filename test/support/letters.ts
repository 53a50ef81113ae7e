import { lettersIn } from '../../tools/trade/outbox.ts'
import type { Shop } from './shop.ts'

export { lettersIn }

/** The code in the newest letter to somebody. */
export function letterCode({ folder }: Pick<Shop, 'folder'>, contact: string): string {
  const letter = lettersIn(folder).findLast(({ to }) => to === contact)
  return /\b\d{6}\b/.exec(letter?.text ?? '')?.[0] ?? ''
}
