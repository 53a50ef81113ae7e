import { IconPhoto } from '@tabler/icons-react'
import { useState } from 'react'
import { Money } from '#ui/show.tsx'
import { mustTill } from './session.ts'

/** A picture of an article, or the place where one would be: without a network those seen before are still there. */
export function Picture({ src, small }: { src: string | null; small?: number }) {
  const [gone, setGone] = useState(false)
  const size =
    small === undefined ? {} : { 'data-small': true, style: { '--size': `${small}px` } as React.CSSProperties }
  if (src === null || gone)
    return (
      <span className="picture" {...size} aria-hidden="true">
        <IconPhoto size={small === undefined ? 36 : small / 2} stroke={1.25} />
      </span>
    )
  return (
    <img className="picture" {...size} src={src} alt="" loading="lazy" decoding="async" onError={() => setGone(true)} />
  )
}

/** Money in the till's currency. */
export const Price = ({ minor }: { minor: number }) => <Money minor={minor} currency={mustTill().currency} />

export const optionsOf = (options: Record<string, string>): string => Object.values(options).join(' · ')
