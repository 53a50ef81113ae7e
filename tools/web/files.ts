import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from '../generated.ts'

/** The three faces as files: the shop's script and style, the desk and the till whole. */
export const BUILT = join(ROOT, 'dist/web')

export const has = (path: string): boolean => statSync(path, { throwIfNoEntry: false }) !== undefined

export const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted()
