import { execFileSync } from 'node:child_process'
import { describe, expect, test } from 'vitest'
import { allRoutes } from '../program.ts'
import { openJudges, withIdsAsKept } from './input.ts'
import { openWriters } from './replies.ts'

describe('what is made when it is first asked for', () => {
  test('every part of every request can be judged, and every reply be written', () => {
    const [judge, writer] = [openJudges(), openWriters()]
    const routes = allRoutes()
    expect(routes.length).toBeGreaterThan(100)
    for (const { operation, params, query, body, raw, mode, reply } of routes) {
      const parts = [
        ['params', params],
        ['querystring', query],
        ['body', raw ? undefined : body],
      ] as const
      for (const [part, schema] of parts)
        if (schema) expect(judge(withIdsAsKept(schema), part), `${part} of ${operation}`).toBeTypeOf('function')
      if (mode !== 'stream') expect(writer({ schema: reply }), `reply of ${operation}`).toBeTypeOf('function')
    }
  })

  test('a server that calls nobody does not load a client of the web', () => {
    const said = execFileSync(process.execPath, ['-e', LOADED], {
      cwd: new URL('../..', import.meta.url),
      encoding: 'utf8',
    })
    const loaded = JSON.parse(said) as string[]
    expect(loaded).toContain('NativeModule _http_server')
    expect(loaded.filter((name) => name.includes('undici'))).toEqual([])
  })
})

/** What of Node's own is loaded once the whole program is. */
const LOADED = "import('./server/program.ts').then(() => console.log(JSON.stringify(process.moduleLoadList)))"
