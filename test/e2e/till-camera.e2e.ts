import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import bwip from 'bwip-js/node'
import sharp from 'sharp'
import config from '../../playwright.config.ts'
import { goodsSomewhere } from './support/desk.ts'
import { expect, test } from './support/test.ts'
import { enrol, openShift, roleOf, unlock } from './support/till.ts'

/** What the camera sees: the browser plays this file where a lens would be. */
const SEEN = join(import.meta.dirname, '../../.test/camera.y4m')
const [WIDTH, HEIGHT] = [640, 480]

test.use({
  permissions: ['camera'],
  launchOptions: {
    ...config.use?.launchOptions,
    args: [
      ...(config.use?.launchOptions?.args ?? []),
      '--use-fake-device-for-media-stream',
      '--use-fake-ui-for-media-stream',
      `--use-file-for-fake-video-capture=${SEEN}`,
    ],
  },
})

test('a code held in front of the camera puts the article on the ticket', async ({ page, access, deskAs }) => {
  const { sku, name } = await goodsSomewhere(await deskAs('owner'), 'Gran Vía')
  await hold(sku)
  await enrol(page, roleOf(access, 'manager'), 'Prueba de cámara')
  await unlock(page, roleOf(access, 'assistant'))
  await openShift(page)
  await page.getByRole('button', { name: 'Escanear con la cámara' }).click()
  const ticket = page.getByRole('region', { name: 'Ticket' })
  await expect(ticket.getByRole('listitem')).toContainText(name)
  await expect(page.getByRole('dialog')).toBeHidden()
})

/**
 * The label of an article, bars on white, as two frames of YUV4MPEG2 (mjpegtools, yuv4mpeg(5)): brightness of each dot,
 * then two planes of no colour.
 */
async function hold(code: string): Promise<void> {
  const label = await bwip.toBuffer({ bcid: 'code128', text: code, scale: 3, height: 20, padding: 10 })
  const light = await sharp(label)
    .flatten({ background: 'white' })
    .resize({ width: WIDTH, height: HEIGHT, fit: 'contain', background: 'white' })
    .greyscale()
    .raw()
    .toBuffer()
  const frame = Buffer.concat([Buffer.from('FRAME\n'), light, Buffer.alloc(light.length / 2, 128)])
  mkdirSync(join(SEEN, '..'), { recursive: true })
  writeFileSync(SEEN, Buffer.concat([Buffer.from(`YUV4MPEG2 W${WIDTH} H${HEIGHT} F10:1 Ip A1:1 C420\n`), frame, frame]))
}
