import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { PASSWORD_MIN } from './passwords.ts'

test('the screens ask for passwords as long as the API does', () => {
  const api = JSON.parse(readFileSync(new URL('../../docs/openapi.json', import.meta.url), 'utf8'))
  const { schema } = api.paths['/api/staff/{staff_id}/password'].put.requestBody.content['application/json']
  expect(schema.properties.password.minLength).toBe(PASSWORD_MIN)
})
