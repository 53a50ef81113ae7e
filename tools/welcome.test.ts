import { expect, test } from 'vitest'
import { readConfig } from '../server/platform/config.ts'
import { welcome } from './welcome.ts'

test('whoever starts it is sent to the address that letters and payments lead back to', () => {
  const config = readConfig({ PORT: '4100' })
  const said = welcome('http://127.0.0.1:4100', config, null)
  for (const path of ['', '/pos', '/console', '/api/docs']) expect(said).toContain(` ${config.public_url}${path}\n`)
  expect(said, 'figures are for this machine').toContain('http://127.0.0.1:4100/metrics')
  const behind = readConfig({ PORT: '4100', PUBLIC_URL: 'https://tienda.example/' })
  expect(welcome('http://127.0.0.1:4100', behind, null)).toContain(' https://tienda.example/pos\n')
})
