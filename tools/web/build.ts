import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, gzip } from 'node:zlib'
import react from '@vitejs/plugin-react'
import { build } from 'vite'
import type { InlineConfig } from 'vite'
import sharp from 'sharp'
import { ROOT } from '../generated.ts'
import { BUILT, filesIn, has } from './files.ts'

const COMMON = {
  configFile: false,
  logLevel: 'warn',
  build: {
    emptyOutDir: true,
    target: 'es2023',
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    chunkSizeWarningLimit: 900,
  },
} as const satisfies InlineConfig

/** Icons a phone shows for an installed face; drawn from its one SVG. */
const ICON_SIZES = [192, 512]

export async function buildFaces(): Promise<void> {
  await buildShop()
  await buildApp('console')
  await buildApp('pos')
  await packAll(BUILT)
}

async function buildShop(): Promise<void> {
  const root = join(ROOT, 'web/store')
  const outDir = join(BUILT, 'store')
  await build({
    ...COMMON,
    root,
    base: '/assets/store/',
    build: {
      ...COMMON.build,
      outDir,
      manifest: true,
      assetsDir: 'assets',
      rollupOptions: { input: join(root, 'client/main.ts') },
    },
  })
  await buildWorker(root, outDir, (file) =>
    file.startsWith('assets/') ? file.replace(/^assets/, '/assets/store') : `/${file}`,
  )
  await drawIcons(root, outDir)
}

async function buildApp(name: string): Promise<void> {
  const root = join(ROOT, 'web', name)
  const outDir = join(BUILT, name)
  await build({
    ...COMMON,
    root,
    base: `/${name}/`,
    plugins: [react()],
    build: { ...COMMON.build, outDir, manifest: true },
  })
  await buildWorker(root, outDir, (file) => `/${name}/${file}`)
  await drawIcons(root, outDir)
}

/** A service worker knows the files of its face by name, and itself by what they hold: new files, new worker. */
async function buildWorker(root: string, outDir: string, addressOf: (file: string) => string): Promise<void> {
  if (!has(join(root, 'sw.ts'))) return
  const files = filesIn(outDir).filter((file) => /\.(js|css|woff2|svg)$/.test(file))
  const version = createHash('sha256')
  for (const file of files) version.update(file).update(readFileSync(file))
  await build({
    ...COMMON,
    root,
    define: {
      __FILES__: JSON.stringify(files.map((file) => addressOf(relative(outDir, file)))),
      __VERSION__: JSON.stringify(version.digest('hex').slice(0, 12)),
    },
    build: {
      ...COMMON.build,
      emptyOutDir: false,
      outDir,
      rollupOptions: { input: join(root, 'sw.ts'), output: { entryFileNames: 'sw.js', format: 'es' } },
    },
  })
}

const PAPER = '#fbf8f3'
const MASK_INSIDE = 410
const MASK_EDGE = 51

async function drawIcons(root: string, outDir: string): Promise<void> {
  const svg = join(root, 'public/icon.svg')
  if (!has(svg)) return
  for (const size of ICON_SIZES)
    await sharp(svg, { density: 300 })
      .resize(size, size)
      .png()
      .toFile(join(outDir, `icon-${size}.png`))
  // What a telephone cuts into its own shape: no corner is empty, and nothing that counts lies near the edge.
  await sharp(svg, { density: 300 })
    .resize(MASK_INSIDE, MASK_INSIDE)
    .extend({ top: MASK_EDGE, right: MASK_EDGE, bottom: MASK_EDGE, left: MASK_EDGE, background: PAPER })
    .flatten({ background: PAPER })
    .png()
    .toFile(join(outDir, 'icon-mask.png'))
}

const PACKED = /\.(js|css|svg|html|webmanifest)$/
const brotli = promisify(brotliCompress)
const gz = promisify(gzip)

/** Packed once, here, as small as it gets. */
async function packAll(folder: string): Promise<void> {
  for (const file of filesIn(folder).filter((file) => PACKED.test(file))) {
    const text = readFileSync(file)
    if (text.length < 1_024) continue
    writeFileSync(`${file}.br`, await brotli(text))
    writeFileSync(`${file}.gz`, await gz(text, { level: 9 }))
  }
}
