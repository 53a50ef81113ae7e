import { readFileSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { chromium } from '@playwright/test'
import type { BrowserContext, Page } from '@playwright/test'
import { chromium as installed } from '../../web/chromium.ts'
import { Impossible } from '../fault.ts'
import { goneWithin, signalAll } from '../processes.ts'

const GONE_MAX_MS = 10_000
/** Who finds nothing where it was looks at the screen anew. */
const LOOK_MAX_MS = 3_000
const LOCKS = ['SingletonLock', 'SingletonCookie', 'SingletonSocket']

/** A tablet: a browser with a profile folder of its own, whose power can be cut. */
export type Tablet = {
  page: () => Page
  offline: (away: boolean) => Promise<void>
  /** SIGKILL of everything of it, as when the battery falls out; then it is switched on again. */
  powerCut: () => Promise<void>
  close: () => Promise<void>
}

export async function openTablet(profile: string, url: string): Promise<Tablet> {
  const path = installed()
  if (path === null) throw new Impossible('there is no Chromium here')
  let context: BrowserContext
  let page: Page
  let away = false
  const on = async (): Promise<void> => {
    for (const lock of LOCKS) rmSync(join(profile, lock), { force: true })
    context = await chromium.launchPersistentContext(profile, {
      executablePath: path,
      args: ['--no-sandbox'],
      locale: 'es-ES',
      viewport: { width: 1180, height: 820 },
    })
    context.setDefaultTimeout(LOOK_MAX_MS)
    page = context.pages()[0] ?? (await context.newPage())
    if (away) await context.setOffline(true)
    await page.goto(`${url}/pos`).catch(() => undefined)
  }
  await on()
  return {
    page: () => page,
    offline: async (next) => {
      away = next
      await context.setOffline(next)
    },
    powerCut: async () => {
      const pids = processesOf(profile)
      signalAll(pids, 'SIGKILL')
      await goneWithin(pids, GONE_MAX_MS)
      await context.close().catch(() => undefined)
      await on()
    },
    close: async () => {
      await context.close().catch(() => undefined)
      signalAll(processesOf(profile), 'SIGKILL')
    },
  }
}

/** The browser that holds this profile and all it started: they name its folder. */
function processesOf(profile: string): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(profile)
      } catch {
        return false
      }
    })
}
