import { useRef, useState } from 'react'
import { api, refresh } from '../../queries.ts'
import { piecesOf } from './csv.ts'

export type ImportError = { row: number; column: string; message: string }
export type ImportState = {
  file: string
  rows: number
  done: number
  accepted: number
  products: number
  errors: readonly ImportError[]
  running: boolean
}

/** Takes a file in piece by piece; rows keep the numbers of the spreadsheet. */
export function useImport() {
  const [state, setState] = useState<ImportState | null>(null)
  const [error, setError] = useState<unknown>(null)
  const stopped = useRef(false)

  const take = async (file: File): Promise<void> => {
    stopped.current = false
    setError(null)
    const pieces = piecesOf(await file.text())
    const rows = pieces.reduce((sum, piece) => sum + piece.rows.length, 0)
    let now: ImportState = { file: file.name, rows, done: 0, accepted: 0, products: 0, errors: [], running: true }
    setState(now)
    try {
      for (const piece of pieces) {
        if (stopped.current) break
        const answer = await api.importProducts({ rows: piece.text })
        const told = answer.errors.map(({ row, ...rest }) => ({ ...rest, row: piece.rows[row - 2] ?? row }))
        now = {
          ...now,
          done: now.done + piece.rows.length,
          accepted: now.accepted + answer.accepted,
          products: now.products + answer.products,
          errors: [...now.errors, ...told],
        }
        setState(now)
      }
    } catch (failure) {
      setError(failure)
    }
    setState({ ...now, running: false })
    await refresh('listProducts', 'searchProducts', 'listFacets', 'listCategories')
  }
  return {
    state,
    error,
    take,
    stop: () => {
      stopped.current = true
    },
    forget: () => setState(null),
  }
}
