import { readFileSync, writeFileSync } from 'node:fs'
import { glob } from 'node:fs/promises'
import { join } from 'node:path'
import { ROOT } from './generated.ts'
import { settleExceptions } from './tidy/exceptions.ts'
import type { Exception } from './tidy/exceptions.ts'
import { readHouse } from './tidy/house.ts'
import type { File } from './tidy/house.ts'
import { rules } from './tidy/rules.ts'

const FILES = ['*.{ts,md,json}', '{server,db,web,sdk,tools,test,docs,bin}/**/*.{ts,tsx,css,md,sql,json}', '{bin,.ci}/*']
/** The rules hold samples of everything they forbid. */
const LEFT_OUT = /(?:^|\/)node_modules\/|^package-lock\.json$|^tools\/tidy\/rules\/|\/dist\/|^docs\/openapi\.json$/
const EXCEPTIONS = join(ROOT, 'tools/tidy/exceptions.json')

/** The rules of the house that no linter knows. `--shrink` takes out exceptions no longer needed. */
async function main(): Promise<number> {
  const house = readHouse(await readFiles())
  const breaches = rules.flatMap((rule) => rule.check(house).map((problem) => ({ rule: rule.name, ...problem })))
  const exceptions = JSON.parse(readFileSync(EXCEPTIONS, 'utf8')) as Exception[]
  const { open, loose, shrunk } = settleExceptions(breaches, exceptions)
  for (const rule of rules) {
    const found = open.filter((breach) => breach.rule === rule.name)
    if (found.length > 0) console.error(`\n${rule.name}: ${rule.says}`)
    for (const { path, line, found: what } of found) console.error(`  ${path}:${line}  ${what}`)
  }
  if (process.argv.includes('--shrink') && loose.length > 0) {
    writeFileSync(EXCEPTIONS, `${JSON.stringify(shrunk, null, 2)}\n`)
    loose.length = 0
  }
  for (const line of loose) console.error(`\nexceptions.json may shrink (tools/tidy.ts --shrink): ${line}`)
  if (open.length + loose.length === 0)
    console.log(`${rules.length} rules, ${house.files.length} files, nothing to say`)
  return open.length + loose.length === 0 ? 0 : 1
}

async function readFiles(): Promise<File[]> {
  const paths = new Set<string>()
  for await (const path of glob(FILES, { cwd: ROOT, exclude: (name) => name === 'node_modules' }))
    paths.add(path.replaceAll('\\', '/'))
  return [...paths]
    .filter((path) => !LEFT_OUT.test(path))
    .toSorted()
    .map((path) => ({ path, text: readFileSync(join(ROOT, path), 'utf8') }))
}

process.exitCode = await main()
