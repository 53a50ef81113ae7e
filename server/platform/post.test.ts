import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { sendLetter } from './post.ts'

const folder = mkdtempSync(join(tmpdir(), 'hilo-post-'))
process.env['HILO_DATA'] = folder
afterAll(() => rmSync(folder, { recursive: true }))

test('a letter sent again after a crash is the same letter, and whole', async () => {
  const letter = {
    id: crypto.randomUUID(),
    to_kind: 'email',
    to: 'ana@correo.es',
    subject: 'Listo',
    text: 'Ven.',
  } as const
  await sendLetter(letter)
  await sendLetter(letter)
  expect(readdirSync(join(folder, 'outbox'))).toEqual([`${letter.id}.txt`])
  expect(readFileSync(join(folder, 'outbox', `${letter.id}.txt`), 'utf8')).toBe(
    'To: ana@correo.es\nSubject: Listo\n\nVen.\n',
  )
})
