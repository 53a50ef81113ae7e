import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'

/** Debian's Chromium without windows draws the same pages in a quarter less time, so it comes first. */
const PLACES = ['/usr/bin/chromium-headless-shell', '/usr/bin/chromium', '/usr/bin/google-chrome']
const PACKAGES = ['chromium-headless-shell', 'chromium']
const INSTALL_MS = 600_000

/** The browser of this machine, or the one CHROMIUM names. */
export const chromiumHere = (): string | null =>
  process.env['CHROMIUM'] ?? PLACES.find((path) => existsSync(path)) ?? null

/** On Debian, where we may, the best of them is installed when it is missing. Null: there is none. */
export function chromium(): string | null {
  const here = chromiumHere()
  if (here === PLACES[0] || process.env['CHROMIUM']) return here
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get'))
    install(here === null ? PACKAGES : PACKAGES.slice(0, 1))
  return chromiumHere()
}

/** The first of the packages this Debian has. */
function install(packages: readonly string[]): void {
  apt('update', '-qq')
  packages.some((name) => apt('install', '-y', '-qq', '--no-install-recommends', name, 'fonts-liberation'))
}

const apt = (...command: string[]): boolean =>
  spawnSync('apt-get', ['-o', 'Acquire::Retries=1', '-o', 'Acquire::http::Timeout=20', ...command], {
    stdio: 'ignore',
    timeout: INSTALL_MS,
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  }).status === 0
