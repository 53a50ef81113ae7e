import { Text } from '@mantine/core'
import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { useWords } from '#ui/face.tsx'
import type { CrewMember } from '../contract.ts'
import { Keypad } from '../pay/keypad.tsx'
import { isPin } from './pin.ts'

const WORDS = {
  pin: { es: (name: string) => `PIN de ${name}`, en: (name: string) => `${name}’s PIN` },
  wrong: { es: 'Ese no es su PIN.', en: 'That is not their PIN.' },
  wait: {
    es: 'Cinco intentos fallidos. Espera medio minuto.',
    en: 'Five wrong attempts. Wait half a minute.',
  },
  figures: { es: (count: number) => `${count} cifras escritas`, en: (count: number) => `${count} figures typed` },
} as const

const PIN_MIN = 4
const PIN_MAX = 8
const TRIES = 5
const WAIT_MS = 30_000
const DONE_MS = 1_200

/** Wrong attempts by person, for as long as the app is open: guessing offline is slow. */
const wrongs = new Map<string, { count: number; until: number }>()

/** Figures until they are somebody's PIN. Told here, so that it works without a network. */
export function PinPad({ member, onRight }: { member: CrewMember; onRight: (pin: string) => void }) {
  const w = useWords(WORDS)
  const [pin, setPin] = useState('')
  const [said, setSaid] = useState<'wrong' | 'wait' | null>(null)
  const checking = useRef(0)

  const check = async (typed: string, last: boolean): Promise<void> => {
    const before = wrongs.get(member.id)
    if (before && before.count >= TRIES && Date.now() < before.until) {
      setSaid('wait')
      return setPin('')
    }
    const turn = ++checking.current
    const right = await isPin(member, typed)
    if (turn !== checking.current) return
    if (right) {
      wrongs.delete(member.id)
      return onRight(typed)
    }
    if (!last) return
    const count = (before && Date.now() < before.until ? before.count : 0) + 1
    wrongs.set(member.id, { count, until: Date.now() + WAIT_MS })
    setSaid(count >= TRIES ? 'wait' : 'wrong')
    setPin('')
  }
  const press = (key: string): void => {
    const next = (pin + key).slice(0, PIN_MAX)
    setSaid(null)
    setPin(next)
    if (next.length >= PIN_MIN) void check(next, next.length === PIN_MAX)
  }
  const hear = useEffectEvent(press)
  const enter = useEffectEvent(() => {
    if (pin.length > 0) void check(pin, true)
  })
  // Who stops typing is done: PINs have four to eight figures.
  useEffect(() => {
    if (pin.length < PIN_MIN) return
    const timer = setTimeout(() => enter(), DONE_MS)
    return () => clearTimeout(timer)
  }, [pin])
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      if (/^\d$/.test(event.key)) hear(event.key)
      else if (event.key === 'Backspace') setPin((now) => now.slice(0, -1))
      else if (event.key === 'Enter') enter()
      else return
      event.preventDefault()
    }
    document.addEventListener('keydown', listen)
    return () => document.removeEventListener('keydown', listen)
  }, [])
  return (
    <div style={{ width: 300, maxWidth: '100%', marginInline: 'auto' }}>
      <Text ta="center" fw={600}>
        {w.pin(member.name)}
      </Text>
      <div className="pin-dots" role="status" aria-label={w.figures(pin.length)}>
        {Array.from({ length: Math.max(PIN_MIN, pin.length) }, (_, i) => (
          <span key={i} data-on={i < pin.length || undefined} />
        ))}
      </div>
      <Text ta="center" c="var(--bad)" size="sm" mih={24} role="alert">
        {said && w[said]}
      </Text>
      <Keypad double={false} onKey={press} onBack={() => setPin(pin.slice(0, -1))} />
    </div>
  )
}
