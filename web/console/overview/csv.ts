import { useCallback } from 'react'
import { useLanguage } from '#ui/face.tsx'

export type Cell = string | number | null

/** Offers a table as a file that spreadsheets of the reader's language open: where the comma is the decimal sign, `;` parts. */
export function useCsv(): (name: string, rows: readonly (readonly Cell[])[]) => void {
  const language = useLanguage()
  return useCallback(
    (name, rows) => {
      const between = language === 'es' ? ';' : ','
      const cell = (value: Cell): string => {
        const text =
          typeof value === 'number' && language === 'es' ? String(value).replace('.', ',') : String(value ?? '')
        // A cell that begins like a formula is one to a spreadsheet; a blank before it keeps it a text.
        const safe = typeof value === 'string' && /^[=+\-@\t\r]/.test(text) ? ` ${text}` : text
        return /["\n\r]/.test(safe) || safe.includes(between) ? `"${safe.replaceAll('"', '""')}"` : safe
      }
      const text = rows.map((row) => row.map(cell).join(between)).join('\r\n')
      const address = URL.createObjectURL(new Blob(['\uFEFF', text], { type: 'text/csv;charset=utf-8' }))
      const link = document.createElement('a')
      link.href = address
      link.download = `${name}.csv`
      link.click()
      URL.revokeObjectURL(address)
    },
    [language],
  )
}
