import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

type Built = { file: string; css?: string[]; isEntry?: boolean }
type Files = { script: string | null; style: string | null }

/** Names of the built script and style, with their hash; read again when they were built anew. */
export function readBuilt(built: string): () => Files {
  const manifest = join(built, '.vite/manifest.json')
  let known: Files = { script: null, style: null }
  let read_at = 0
  let looked_at = 0
  return () => {
    if (Date.now() - looked_at < LOOK_AGAIN_MS) return known
    looked_at = Date.now()
    const changed_at = statSync(manifest, { throwIfNoEntry: false })?.mtimeMs ?? 0
    if (changed_at === read_at) return known
    const entries = JSON.parse(readFileSync(manifest, 'utf8')) as Record<string, Built>
    // Parts that are loaded later stand beside the one that pages begin with.
    const entry = Object.values(entries).find(({ isEntry }) => isEntry === true)
    const address = (file: string | undefined): string | null =>
      file === undefined ? null : `/assets/store/${file.replace(/^assets\//, '')}`
    known = { script: address(entry?.file), style: address(entry?.css?.[0]) }
    read_at = changed_at
    return known
  }
}

const LOOK_AGAIN_MS = 500
