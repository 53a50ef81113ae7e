import { useEffect, useState } from 'react'

/** A square code, drawn here: it needs no network. */
export function Qr({ text, size, label = '' }: { text: string; size: number; label?: string }) {
  const [source, setSource] = useState<string | null>(null)
  useEffect(() => {
    let over = false
    void import('./qr-code.ts').then(({ qrCode }) => {
      if (!over) setSource(`data:image/svg+xml,${encodeURIComponent(qrCode(text))}`)
    })
    return () => {
      over = true
    }
  }, [text])
  return source === null ? (
    <span style={{ display: 'block', width: size, height: size }} />
  ) : (
    <img src={source} alt={label} width={size} height={size} style={{ display: 'block', borderRadius: 8 }} />
  )
}
