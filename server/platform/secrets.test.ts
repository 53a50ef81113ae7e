import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { writeWhole } from './files.ts'
import { keyedHash, prepareSecret, seal, unseal } from './secrets.ts'

const folder = mkdtempSync(join(tmpdir(), 'hilo-secrets-'))
afterAll(() => rmSync(folder, { recursive: true }))

let houses = 0
const house = (): string => join(folder, String(++houses))

beforeEach(() => {
  process.env['HILO_DATA'] = house()
  delete process.env['HILO_SECRET']
})

test('the secret is laid down once, for our eyes only, and read again later', () => {
  prepareSecret()
  const file = join(process.env['HILO_DATA'] ?? '', 'secret')
  expect(statSync(file).mode & 0o777).toBe(0o600)
  const sealed = seal('A7K2M9')
  prepareSecret()
  expect(unseal(sealed)).toBe('A7K2M9')
  expect(readdirSync(process.env['HILO_DATA'] ?? '')).toEqual(['secret'])
})

test.each(['', 'abc', 'x'.repeat(31)])('a secret that was cut off to "%s" seals nothing', (left) => {
  const data = process.env['HILO_DATA'] ?? ''
  mkdirSync(data)
  writeFileSync(join(data, 'secret'), left)
  expect(prepareSecret).toThrow(/secret is damaged\. Put it back from your backup/)
  expect(() => seal('A7K2M9')).toThrow('damaged')
})

test('a full disk leaves no half a secret behind, and the next time it is made', () => {
  const data = process.env['HILO_DATA'] ?? ''
  mkdirSync(data)
  symlinkSync('/dev/full', join(data, 'secret.part'))
  expect(prepareSecret).toThrow('ENOSPC')
  expect(readdirSync(data)).toEqual([])
  prepareSecret()
  expect(unseal(seal('A7K2M9'))).toBe('A7K2M9')
})

test('an empty HILO_SECRET is none: each house has a key of its own', () => {
  process.env['HILO_SECRET'] = ''
  const here = keyedHash('A7K2M9')
  process.env['HILO_DATA'] = house()
  expect(keyedHash('A7K2M9')).not.toBe(here)
})

test('what cannot be written whole is not there at all', () => {
  const path = join(folder, 'taken')
  mkdirSync(join(path, 'by a folder'), { recursive: true })
  expect(() => writeWhole(path, 'text')).toThrow('EISDIR')
  expect(existsSync(`${path}.part`)).toBe(false)
})
