import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Config } from '../server/platform/config.ts'
import type { DemoAccess } from './demo/index.ts'

/**
 * What is said once everything runs. People are sent to the one address letters and payments lead back to: a browser's
 * cookie belongs to the host it came by, and another name of this machine is another host to it.
 */
export function welcome(
  listens_at: string,
  { public_url, data_dir }: Pick<Config, 'public_url' | 'data_dir'>,
  demo: DemoAccess | null,
): string {
  const lines = [
    '',
    `  Shop                   ${public_url}`,
    `  Till                   ${public_url}/pos`,
    `  Desk                   ${public_url}/console`,
    `  API documentation      ${public_url}/api/docs`,
    `  Health, figures        ${listens_at}/ready   ${listens_at}/metrics`,
    `  Data folder            ${data_dir}`,
  ]
  if (demo) lines.push(...access(demo))
  // It lies there until somebody has set a retailer up.
  if (existsSync(join(data_dir, 'set-up-code')))
    lines.push('', `  No retailer yet? POST /api/set-up with the code in ${data_dir}/set-up-code`)
  return [...lines, '', '  Ctrl-C stops everything.', ''].join('\n')
}

function access(demo: DemoAccess): string[] {
  const width = Math.max(...demo.staff.map((person) => person.email.length))
  return [
    '',
    '  Sign in (POST /api/sign-in, or bin/hilo sign-in) as, and at the till by PIN:',
    ...demo.staff.map(
      (person) => `    ${person.email.padEnd(width)}  ${person.password}  PIN ${person.pin}  ${person.role}`,
    ),
    '',
    `  Storefront key (web)   ${demo.storefront_key}`,
    `  Storefront key (app)   ${demo.mobile_key}`,
    `  Till of ${demo.till.store.padEnd(14)} ${demo.till.token}`,
  ]
}
