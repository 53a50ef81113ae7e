import { describe, expect, test } from 'vitest'
import { PASSWORD_MIN } from './passwords.ts'
import { mustBeUncommon } from './weak-passwords.ts'

const isTaken = (password: string, about: string[] = []): Promise<boolean> =>
  mustBeUncommon(password, about).then(
    () => true,
    (error: { code?: string }) => {
      expect(error.code).toBe('password_too_common')
      return false
    },
  )

describe('a password', () => {
  test('that many others use is refused: every long enough one of the list', async () => {
    const { dictionary } = await import('@zxcvbn-ts/language-common')
    const common = dictionary['passwords-common'].filter((password) => password.length >= PASSWORD_MIN)
    expect(common.length).toBeGreaterThan(200)
    for (const password of common) expect(await isTaken(password), password).toBe(false)
  })

  test.each(['aaaaaaaaaaaa', 'abcdefghijklm', '123456789012', 'qwertyuiop12', 'P@ssw0rd1234', 'hilohilohilo'])(
    '%s is refused',
    async (password) => expect(await isTaken(password)).toBe(false),
  )

  test('made of one’s own name or address is refused', async () => {
    expect(await isTaken('zoraidaquetzal', ['Zoraida Quetzal', 'zq@tienda.es'])).toBe(false)
    expect(await isTaken('zoraidaquetzal')).toBe(true)
  })

  test.each([
    'una clave larga y buena',
    'ñandú en la pampa',
    'caballo grapa bateria',
    '9#kQ!x0Lr$2m',
    'solo minusculas aqui',
  ])('%s is taken: no rule asks for kinds of characters', async (password) =>
    expect(await isTaken(password)).toBe(true),
  )
})
