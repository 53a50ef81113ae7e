import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { seal, unseal } from '../server/platform/secrets.ts'
import { allRoutes } from '../server/program.ts'
import { ROOT } from './generated.ts'

/** ASVS 5.0.0, level 1: how many requirements each section has at that level, by number. */
const LEVEL_1 = [
  '1.2.1 1.2.2 1.2.3 1.2.4 1.2.5 1.3.1 1.3.2 1.5.1',
  '2.1.1 2.2.1 2.2.2 2.3.1',
  '3.2.1 3.2.2 3.3.1 3.4.1 3.4.2 3.5.1 3.5.2 3.5.3',
  '4.1.1 4.4.1',
  '5.2.1 5.2.2 5.3.1 5.3.2',
  '6.1.1 6.2.1 6.2.2 6.2.3 6.2.4 6.2.5 6.2.6 6.2.7 6.2.8 6.3.1 6.3.2 6.4.1 6.4.2',
  '7.2.1 7.2.2 7.2.3 7.2.4 7.4.1 7.4.2',
  '8.1.1 8.2.1 8.2.2 8.3.1',
  '9.1.1 9.1.2 9.1.3 9.2.1',
  '10.4.1 10.4.2 10.4.3 10.4.4 10.4.5',
  '11.3.1 11.3.2 11.4.1',
  '12.1.1 12.2.1 12.2.2',
  '13.4.1',
  '14.2.1 14.3.1',
  '15.1.1 15.2.1 15.3.1',
].flatMap((chapter) => chapter.split(' '))

const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8')

type Row = { name: string; says: string; where: string; shown: string }

const rows: Row[] = read('docs/security.md')
  .split('\n')
  .filter((line) => line.startsWith('| ') && !/^\| (?:no\.|what|---)/.test(line))
  .map((line) => line.split('|').map((cell) => cell.trim()))
  .map((cells) =>
    cells.length === 7
      ? { name: cells[1]!, says: cells[3]!, where: cells[4]!, shown: cells[5]! }
      : { name: cells[1]!, says: '', where: cells[2]!, shown: cells[3]! },
  )

/** What is wrong with a row: a file or a test that is not there. */
function faultsOf({ name, says, where, shown }: Row): string[] {
  const excused = /^(?:does not apply|not met)/.test(says)
  const faults: string[] = []
  const files = [...`${where} ${shown}`.matchAll(/`([\w./-]+)`/g)].map(([, path]) => path as string)
  if (files.length === 0 && !excused) faults.push(`${name}: names no file`)
  if (shown === '' && !excused) faults.push(`${name}: names no test`)
  for (const path of files) if (!existsSync(join(ROOT, path))) faults.push(`${name}: there is no ${path}`)
  const [, path, title] = /^`([^`]+)`(?: "(.+)")?$/.exec(shown) ?? []
  if (shown !== '' && path === undefined) faults.push(`${name}: no test is named like this: ${shown}`)
  if (path && title && existsSync(join(ROOT, path)) && !read(path).includes(`'${title}'`))
    faults.push(`${name}: ${path} has no test “${title}”`)
  return faults
}

describe('docs/security.md', () => {
  test('speaks of every requirement of level 1, once', () => {
    expect(LEVEL_1).toHaveLength(70)
    expect(rows.map(({ name }) => name).filter((name) => /^\d/.test(name))).toEqual(LEVEL_1)
  })

  test('names files and tests that are there', () => {
    expect(rows.flatMap(faultsOf)).toEqual([])
  })

  test('would be caught naming what is not there', () => {
    const good = rows[0]!
    for (const bad of [
      { ...good, where: '`server/gone.ts`' },
      { ...good, shown: '`test/gone.test.ts` "x"' },
      { ...good, shown: '`test/walk.test.ts` "no such test"' },
      { ...good, shown: 'a test' },
      { ...good, shown: '' },
      { ...good, where: '', shown: '' },
    ])
      expect(faultsOf(bad), JSON.stringify(bad)).not.toEqual([])
  })
})

const sources = readdirSync(join(ROOT, 'server'), { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
  .map((name) => ({ name, text: read(join('server', name)) }))

const saying = (pattern: RegExp): string[] => sources.filter(({ text }) => pattern.test(text)).map(({ name }) => name)

describe('what the table says of the code', () => {
  test('no module starts a program or runs text as code', () => {
    expect(saying(/\beval\(|new Function\(|node:vm/)).toEqual([])
    expect(saying(/node:child_process/)).toEqual(['platform/postgres-programs.ts'])
    expect(saying(/\bshell: true|\bexecSync\(|\bexec\(`/)).toEqual([])
  })

  test('cryptography is what it should be', () => {
    const named = sources
      .flatMap(({ text }) => [...text.matchAll(/create(?:Cipheriv|Decipheriv|Hash|Hmac)\('([^']+)'/g)])
      .map(([, name]) => name)
    expect(new Set(named)).toEqual(new Set(['aes-256-gcm', 'sha256']))
    expect(
      saying(/Math\.random\(/).filter((name) => name !== 'platform/db.ts'),
      'chance that matters is the system’s',
    ).toEqual([])
    const [one, two] = [seal('abc'), seal('abc')]
    expect(one).not.toBe(two)
    expect(unseal(one)).toBe('abc')
    const [version, nonce, tag, text] = one.split('.') as [string, string, string, string]
    const changed = text.startsWith('A') ? `B${text.slice(1)}` : `A${text.slice(1)}`
    expect(() => unseal([version, nonce, tag, changed].join('.'))).toThrow()
  })

  test('every body says what it takes, and takes nothing else', () => {
    const open = allRoutes().filter(({ body, raw }) => body !== undefined && !raw && !isClosed(body as Schema))
    expect(open.map(({ operation }) => operation)).toEqual([])
  })
})

type Schema = { additionalProperties?: unknown; anyOf?: Schema[] }
const isClosed = ({ additionalProperties, anyOf }: Schema): boolean =>
  anyOf ? anyOf.every(isClosed) : additionalProperties === false
