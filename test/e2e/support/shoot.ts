import { join } from 'node:path'
import type { Page } from '@playwright/test'

const FOLDER = join(import.meta.dirname, '../shots')
const WIDTHS = { phone: [390, 844], tablet: [820, 1180], desktop: [1440, 900] } as const
const PATIENCE_MS = 4_000
/** After the last answer: charts and pictures are laid out anew. */
const STILL_MS = 250

/** One screen at three widths, each once it has all it shows; back at the width the test went on with. */
export async function shoot(page: Page, face: string, name: string, look: string): Promise<void> {
  const size = page.viewportSize()
  for (const [width, [w, h]] of Object.entries(WIDTHS)) {
    await page.setViewportSize({ width: w, height: h })
    await settle(page)
    await page.screenshot({ path: join(FOLDER, face, `${name}-${width}-${look}.png`) })
  }
  if (size) await page.setViewportSize(size)
}

async function settle(page: Page): Promise<void> {
  const whole = (): boolean =>
    document.fonts.status === 'loaded' &&
    document.querySelector('.mantine-Skeleton-root, [aria-busy="true"], .late') === null &&
    [...document.images].every((one) => one.complete || one.loading === 'lazy')
  await page.waitForFunction(whole, undefined, { timeout: PATIENCE_MS }).catch(() => {})
  await page.waitForTimeout(STILL_MS)
}
