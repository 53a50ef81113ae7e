import { Tooltip } from '@mantine/core'
import { useEffect, useState } from 'react'
import { channelColour, channelName } from '#shared/channels.ts'
import { ago, date, money } from '#shared/show.ts'
import type { DateStyle } from '#shared/show.ts'
import { useLanguage } from './face.tsx'

/** Minor units as money in the reader's language. */
export function Money({ minor, currency }: { minor: number; currency: string }) {
  return <span style={{ whiteSpace: 'nowrap' }}>{money(minor, currency, useLanguage())}</span>
}

/** How long ago, with the exact moment on hover; counts on by itself. */
export function Ago({ when }: { when: string | Date }) {
  const language = useLanguage()
  const now = useNow(30_000)
  return (
    <Tooltip label={date(when, 'moment', language)}>
      <time dateTime={new Date(when).toISOString()}>{ago(when, now, language)}</time>
    </Tooltip>
  )
}

export function When({ when, style = 'moment', zone }: { when: string | Date; style?: DateStyle; zone?: string }) {
  return <time dateTime={new Date(when).toISOString()}>{date(when, style, useLanguage(), zone)}</time>
}

/** The time, again every so often, for what is relative to it. */
export function useNow(every_ms: number): number {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), every_ms)
    return () => clearInterval(timer)
  }, [every_ms])
  return now
}

/** The dot of a channel; its name is read out, and shown on hover. */
export function ChannelDot({ channel }: { channel: string }) {
  const name = channelName(channel, useLanguage())
  return (
    <Tooltip label={name}>
      <span
        className="dot"
        role="img"
        aria-label={name}
        style={{ '--dot': `var(--channel-${channelColour(channel)})` } as React.CSSProperties}
      />
    </Tooltip>
  )
}
