import { mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fastify } from 'fastify'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { readInput } from './arguments.ts'
import type { OperationHelp } from './help.gen.ts'
import { run } from './main.ts'
import { show } from './show.ts'

let server: FastifyInstance
let home: string
let env: Record<string, string>
let seen: { method: string; url: string; authorization?: string; body: unknown }[] = []

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'hilo-cli-'))
  server = fastify()
  server.addHook('preHandler', async ({ method, url, headers: { authorization }, body }) => {
    seen.push({ method, url, body, ...(authorization ? { authorization } : {}) })
  })
  const problem = (status: number, code: string) => ({
    type: 'about:blank',
    title: code,
    status,
    code,
    detail: 'No.',
    request_id: '1',
  })
  server.post('/api/sign-in', (request, reply) => {
    const { password, new_password, totp_code } = request.body as Record<string, string>
    if (password === 'given' && !new_password) return reply.code(401).send(problem(401, 'password_given'))
    if (password !== 'right' && new_password !== 'mine') return reply.code(401).send(problem(401, 'bad_sign_in'))
    if (totp_code !== '123456') return reply.code(401).send(problem(401, 'totp_required'))
    return { token: 'hs_1', expires_at: '2026-12-01T00:00:00Z', staff: { name: 'Ana', role: 'owner' } }
  })
  server.get('/api/channels', () => ({ items: [{ code: 'web', name: 'Web\u001b[2J', active: true, more: {} }] }))
  server.get('/api/stores/:id', (request, reply) => reply.code(404).send(problem(404, 'not_found')))
  server.put('/api/channels/:code/locations', () => ({}))
  const url = await server.listen({ port: 0, host: '127.0.0.1' })
  env = { HOME: home, HILO_URL: url }
})
afterAll(async () => {
  await server.close()
  await rm(home, { recursive: true })
})
beforeEach(() => (seen = []))

type Said = { code: number; out: string; notes: string }
async function hilo(
  args: string[],
  answers: string[] = [],
  stdin = '',
  more: Record<string, string> = {},
): Promise<Said> {
  const out: string[] = []
  const notes: string[] = []
  const code = await run(args, {
    env: { ...env, ...more },
    print: (text) => out.push(text),
    note: (text) => notes.push(text),
    ask: async () => answers.shift() ?? '',
    readInput: async () => stdin,
  })
  return { code, out: out.join('\n'), notes: notes.join('\n') }
}

describe('hilo at the command line', () => {
  it('lists every operation, explains each, and says when there is none of the name', async () => {
    const all = await hilo(['--help'])
    expect(all.out).toMatch(/^ {2}sign-in +Signs you in and keeps/m)
    expect(all.out).toMatch(/^ {2}get-store +One shop/m)
    expect(await hilo(['get-store', '--help'])).toMatchObject({
      code: 0,
      out: expect.stringContaining('usage: hilo get-store <store_id>'),
    })
    expect(await hilo(['get-stroe'])).toMatchObject({
      code: 2,
      notes: expect.stringContaining('there is no command "get-stroe"'),
    })
  })

  it('shows lists as tables, and nothing a terminal would obey', async () => {
    const { out, code } = await hilo(['list-channels'])
    expect([code, out]).toEqual([0, 'code  name     active\nweb   Web [2J  true'])
    expect(JSON.parse((await hilo(['list-channels', '--json'])).out)).toMatchObject({ items: [{ code: 'web' }] })
  })

  it('takes fields as words, JSON or piped in', async () => {
    await hilo(['sell-from', 'web', '--locations', '[{"location_id":"a","ships":true,"pickup":false}]'])
    await hilo(['sell-from', '--code=web', '--locations=-'], [], '[]')
    expect(seen.map(({ url, body }) => [url, body])).toEqual([
      ['/api/channels/web/locations', { locations: [{ location_id: 'a', ships: true, pickup: false }] }],
      ['/api/channels/web/locations', { locations: [] }],
    ])
  })

  it('has an exit code for each kind of failure', async () => {
    expect(await hilo(['get-store', 'x'])).toMatchObject({ code: 1, notes: 'not_found: No.' })
    expect(await hilo(['get-store'])).toMatchObject({ code: 2, notes: 'needs --store-id' })
    expect(await hilo(['get-store', 'x', '--colour', 'red'])).toMatchObject({
      code: 2,
      notes: expect.stringContaining('--colour'),
    })
    expect(await hilo(['list-channels'], [], '', { HILO_URL: 'http://127.0.0.1:1' })).toMatchObject({ code: 3 })
    expect(await hilo(['sign-in', '--email', 'a@b.c'], ['wrong'])).toMatchObject({ code: 4 })
  })

  it('asks who was given a password for one of their own, and for the code after it', async () => {
    expect(await hilo(['sign-in'], ['a@b.c', 'given', 'mine', '123456'])).toMatchObject({
      code: 0,
      notes: expect.stringContaining('only you know'),
    })
    expect(seen.at(-1)?.body).toEqual({ email: 'a@b.c', password: 'given', new_password: 'mine', totp_code: '123456' })
  })

  it('keeps the session of a person for their eyes only, and sends it to no other server', async () => {
    expect(await hilo(['sign-in'], ['a@b.c', 'right', '123 456'])).toMatchObject({
      code: 0,
      out: expect.stringContaining('as Ana (owner)'),
    })
    const file = join(home, '.config/hilo/session.json')
    expect((await stat(file)).mode & 0o777).toBe(0o600)
    expect(JSON.parse(await readFile(file, 'utf8'))).toMatchObject({ token: 'hs_1' })
    await hilo(['list-channels'])
    await hilo(['list-channels'], [], '', { HILO_KEY: 'hsk_2' })
    await hilo(['list-channels'], [], '', { HILO_URL: (env['HILO_URL'] as string).replace('127.0.0.1', 'localhost') })
    expect(seen.slice(-3).map(({ authorization }) => authorization)).toEqual(['Bearer hs_1', 'Bearer hsk_2', undefined])
  })
})

it('words become the values their fields want', () => {
  const field = (name: string, kind: 'text' | 'number' | 'boolean' | 'json' | 'texts', shown = '') => ({
    name,
    kind,
    shown,
    required: false,
    place: 'body' as const,
  })
  const operation: OperationHelp = {
    summary: '',
    description: '',
    refusals: [],
    fields: [
      field('a_b', 'number'),
      field('on', 'boolean'),
      field('tags', 'texts'),
      field('none', 'text', 'string | null'),
      field('of', 'json'),
    ],
  }
  expect(
    readInput(operation, ['--a_b', '-3', '--no-on', '--tags', 'x', '--tags', 'y', '--none=null', '--of', '{"a":[1]}']),
  ).toEqual({
    a_b: -3,
    on: false,
    tags: ['x', 'y'],
    none: null,
    of: { a: [1] },
  })
  expect(readInput(operation, ['--input', '{"a_b":1,"on":true}', '--a-b=2'])).toEqual({ a_b: 2, on: true })
  expect(() => readInput(operation, ['--a-b', 'three'])).toThrow('--a-b must be a number')
  expect(() => readInput(operation, ['--of', '{'])).toThrow('--of must be JSON')
  expect(() => readInput(operation, ['--input', '[]'])).toThrow('--input must be a JSON object')
  expect(() => readInput(operation, ['loose'])).toThrow('"loose" is too much')
})

it('things are shown line by line, with their lists below', () => {
  expect(show({ id: '1', gross: 1200, gone: null, lines: [{ sku: 'A', quantity: 2 }] })).toBe(
    'id     1\ngross  1200\ngone   —\nlines:\n  sku  quantity\n  A    2',
  )
  expect(show({ items: [], next: null })).toBe('nothing')
  expect(show({ items: [{ a: 1 }], next: 'm' })).toBe('a\n1\n… more: --after m')
  expect(show(undefined)).toBe('done')
})
