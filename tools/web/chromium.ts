import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'

const PLACES = ['/usr/bin/chromium', '/usr/bin/google-chrome']
const INSTALL_MS = 600_000

/** The browser of this machine, or the one CHROMIUM names. */
export const chromiumHere = (): string | null =>
  process.env['CHROMIUM'] ?? PLACES.find((path) => existsSync(path)) ?? null

/** On Debian, where we may, it is installed when it is missing. Null: there is none. */
export const chromium = (): string | null => chromiumHere() ?? install()

function install(): string | null {
  const [debian] = PLACES as [string]
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return null
  for (const command of ['update -qq', 'install -y -qq --no-install-recommends chromium fonts-liberation'])
    spawnSync('apt-get', command.split(' '), {
      stdio: 'ignore',
      timeout: INSTALL_MS,
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    })
  return existsSync(debian) ? debian : null
}
