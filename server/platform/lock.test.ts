import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { lockFolder } from './lock.ts'

const STARTERS = 3
const ROUNDS = 60

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

  test('its data are not thrown away while it runs', async () => {
    const reset = (): number | null =>
      spawnSync(join(import.meta.dirname, '../../bin/reset'), { env: { ...process.env, HILO_DATA: folder } }).status
    const release = lockFolder(folder)
    expect([reset(), readdirSync(folder)]).toEqual([1, ['hilo.pid']])
    release()
    expect([reset(), existsSync(folder)]).toEqual([0, false])
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

  test(
    'of several that start at the same moment on a lock left by a crash, one gets the folder',
    { timeout: 60_000 },
    async () => {
      const script = `import { lockFolder } from ${JSON.stringify(join(import.meta.dirname, 'lock.ts'))}
      for await (const line of process.stdin) {
        const { folder, at } = JSON.parse(line)
        while (Date.now() < at);
        let said = 'has it'
        try { lockFolder(folder) } catch (error) { said = error.message }
        console.log(said)
      }`
      const starters = Array.from({ length: STARTERS }, () =>
        spawn(process.execPath, ['--input-type=module', '--eval', script]),
      )
      try {
        for (let round = 0; round < ROUNDS; round++) {
          const at_once = mkdtempSync(join(folder, 'at-once-'))
          writeFileSync(join(at_once, 'hilo.pid'), '2147483646 5')
          const answers = starters.map(({ stdout }) => once(stdout, 'data'))
          const call = JSON.stringify({ folder: at_once, at: Date.now() + 30 })
          for (const { stdin } of starters) stdin.write(`${call}\n`)
          const said = (await Promise.all(answers)).map(([text]) => String(text).trim())
          expect(said.filter((word) => word === 'has it')).toHaveLength(1)
          expect(said.filter((word) => word.includes('in use by a running server'))).toHaveLength(STARTERS - 1)
          expect(readdirSync(at_once)).toEqual(['hilo.pid'])
        }
      } finally {
        for (const starter of starters) starter.kill('SIGKILL')
      }
    },
  )
})
