import { useLanguage } from '#ui/face.tsx'
import { money } from '#shared/show.ts'

/** By how much the drawer differs: none is quiet, any is not. */
export function Variance({ minor, currency }: { minor: number; currency: string }) {
  const language = useLanguage()
  const text = `${minor > 0 ? '+' : ''}${money(minor, currency, language)}`
  if (minor === 0) return <span style={{ color: 'var(--ink-soft)' }}>{text}</span>
  return <strong style={{ color: minor < 0 ? 'var(--bad)' : 'var(--warn-ink)' }}>{text}</strong>
}
