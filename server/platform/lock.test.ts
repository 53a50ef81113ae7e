import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { lockFolder } from './lock.ts'

let folder = ''
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'hilo-lock-'))))
afterEach(() => rmSync(folder, { recursive: true, force: true }))

describe('one server per data folder', () => {
  test('whatever its command is called, the one that holds the folder is respected; once it is dead it is not', async () => {
    const script = `import { lockFolder } from ${JSON.stringify(join(import.meta.dirname, 'lock.ts'))}
      lockFolder(${JSON.stringify(folder)}); console.log('locked'); setInterval(() => {}, 1_000)`
    const other = spawn(process.execPath, ['--input-type=module', '--eval', script])
    await once(other.stdout, 'data')
    expect(() => lockFolder(folder)).toThrow(`in use by a running server (process ${other.pid})`)
    other.kill('SIGKILL')
    await once(other, 'close')
    const release = lockFolder(folder)
    expect(() => lockFolder(folder)).toThrow(`process ${process.pid}`)
    release()
    lockFolder(folder)()
  })

  test.each([
    ['the number of a stranger', `${process.pid} 1`],
    ['nothing', ''],
    ['no number', 'x'],
    ['a number nobody has', '2147483646 5'],
  ])('a lock left by a crash that holds %s is taken over', (_what, text) => {
    writeFileSync(join(folder, 'hilo.pid'), text)
    expect(() => lockFolder(folder)()).not.toThrow()
  })
})
