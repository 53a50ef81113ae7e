import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { lettersIn } from '#test/letters'
import { sendLetter } from './post.ts'

const folder = mkdtempSync(join(tmpdir(), 'hilo-post-'))
process.env['HILO_DATA'] = folder
afterAll(() => rmSync(folder, { recursive: true }))

const letter = {
  id: crypto.randomUUID(),
  to_kind: 'email',
  to: 'ana@correo.es',
  subject: 'Listo',
  text: 'Ven.',
} as const

test('a letter sent again after a crash is the same letter, and for nobody else to read', async () => {
  await sendLetter(letter)
  await sendLetter(letter)
  const [today, ...more] = readdirSync(join(folder, 'outbox')) as [string]
  expect(more).toEqual([])
  const path = join(folder, 'outbox', today)
  expect(statSync(path).mode & 0o777).toBe(0o600)
  const { id } = letter
  const [first, second, ...rest] = readFileSync(path, 'utf8').split(/^(?=From )/m) as [string, string]
  expect(rest).toEqual([])
  expect(first).toMatch(/^From hilo [A-Z][a-z]{2} [A-Z][a-z]{2} \d\d \d\d:\d\d:\d\d \d{4}\nMessage-ID: /)
  expect(second).toMatch(/\nContent-Type: text\/plain; charset=utf-8\n(.*\n)*\nVen\.\n\n$/)
  expect(lettersIn(folder)).toEqual([{ id, to: 'ana@correo.es', subject: 'Listo', text: 'Ven.\n' }])
})

test('what somebody typed neither begins another letter nor adds to its head', async () => {
  const text = 'From hilo to you\n>From me\n\nMessage-ID: <1@hilo>'
  await sendLetter({ ...letter, id: 'typed', subject: 'Hola\nTo: otra@correo.es', text })
  expect(lettersIn(folder).at(-1)).toEqual({
    id: 'typed',
    to: 'ana@correo.es',
    subject: 'Hola To: otra@correo.es',
    text: `${text}\n`,
  })
})
