import { mkdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from './generated.ts'
import { BUILT, filesIn } from './web/files.ts'

/** Builds shop, till and desk where what they are made of is newer than what was built. */
const STAMP = join(BUILT, 'built')
const MADE_OF = ['web', 'sdk/src', 'tools/web']

const newest = (): number =>
  Math.max(
    statSync(join(ROOT, 'package-lock.json')).mtimeMs,
    ...MADE_OF.flatMap((folder) => filesIn(join(ROOT, folder)).map((file) => statSync(file).mtimeMs)),
  )

export const isBuilt = (): boolean => (statSync(STAMP, { throwIfNoEntry: false })?.mtimeMs ?? 0) >= newest()

export async function buildWeb(): Promise<void> {
  const from = newest()
  const { buildFaces } = await import('./web/build.ts')
  await buildFaces()
  mkdirSync(BUILT, { recursive: true })
  writeFileSync(STAMP, `${new Date(from).toISOString()}\n`)
}

if (import.meta.main && (process.argv.includes('--force') || !isBuilt())) await buildWeb()
