import { useEffect } from 'react'
import type { KeyboardEvent as ReactKey } from 'react'
import { value } from '../store/value.ts'
import { act, ticket } from './current.ts'
import { isEmpty } from './ticket.ts'

/** The line the keyboard acts on; null: the last one. */
export const chosenLine = value<string | null>(null)
/** What a key asks the ticket to open. */
export type Asked = 'customer' | 'somebody' | 'park' | 'recall' | 'void' | 'last' | 'edit' | 'help' | null
export const asked = value<Asked>(null)

export function lineOfKeys(): string | null {
  const { lines } = ticket.get()
  const chosen = chosenLine.get()
  return (lines.find(({ id }) => id === chosen) ?? lines.at(-1))?.id ?? null
}

type Keys = {
  typed: string
  found: number
  setChosen: (change: (now: number) => number) => void
  onPay: () => void
  onScan: (code: string) => void
  onClear: () => void
}

/** Keys of the ticket that no button needs for itself: heard wherever nothing is being written. */
export const TICKET_KEYS: ReadonlySet<string> = new Set(['+', '-', 'Delete', '?'])

const isElsewhere = (): boolean => {
  const at = document.activeElement
  return !(at instanceof HTMLInputElement || at instanceof HTMLTextAreaElement)
}

/** In the field: what is typed goes to it; empty, the keys are those of the ticket. */
export function useSaleKeys({ typed, found, setChosen, onPay, onScan, onClear }: Keys): (event: ReactKey) => void {
  useEffect(() => {
    const hear = (event: KeyboardEvent): void => {
      if (document.querySelector('[role="dialog"]')) return
      if (event.key === 'F9' && ticket.get().lines.length + (ticket.get().cart ? 1 : 0) > 0) onPay()
      else if (event.key === 'F4') asked.set('customer')
      else if (event.key === 'F8') asked.set(isEmpty(ticket.get()) ? 'recall' : 'park')
      else if (event.key === 'F3' && lineOfKeys()) asked.set('edit')
      else if (event.key === 'z' && event.ctrlKey) act({ do: 'undo' })
      else if (isElsewhere() && TICKET_KEYS.has(event.key)) ticketKey(event.key)
      else return
      event.preventDefault()
    }
    document.addEventListener('keydown', hear)
    return () => document.removeEventListener('keydown', hear)
  }, [onPay])

  return (event) => {
    if (event.key === 'Escape') return onClear()
    if (event.key === 'Enter') {
      event.preventDefault()
      if (typed.trim() !== '') return onScan(typed)
      if (ticket.get().lines.length > 0 || ticket.get().cart) onPay()
      return
    }
    if (typed === '' ? ticketKey(event.key) : listKey(event.key, found, setChosen)) event.preventDefault()
  }
}

function listKey(key: string, found: number, setChosen: Keys['setChosen']): boolean {
  if (key !== 'ArrowDown' && key !== 'ArrowUp') return false
  setChosen((now) => Math.max(0, Math.min(found - 1, now + (key === 'ArrowDown' ? 1 : -1))))
  return true
}

function ticketKey(key: string): boolean {
  if (key === '?') {
    asked.set('help')
    return true
  }
  const id = lineOfKeys()
  const { lines } = ticket.get()
  const at = lines.findIndex((line) => line.id === id)
  const line = lines[at]
  if (!line) return false
  if (key === '+') act({ do: 'quantity', line: line.id, quantity: line.quantity + 1 })
  else if (key === '-') act({ do: 'quantity', line: line.id, quantity: line.quantity - 1 })
  else if (key === 'Delete') act({ do: 'remove', line: line.id })
  else if (key === 'ArrowUp') chosenLine.set(lines[Math.max(0, at - 1)]?.id ?? null)
  else if (key === 'ArrowDown') chosenLine.set(lines[Math.min(lines.length - 1, at + 1)]?.id ?? null)
  else return false
  return true
}
