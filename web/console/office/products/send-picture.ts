import { api } from '../../queries.ts'

export const PICTURE_TYPES = ['image/png', 'image/jpeg', 'image/webp', 'image/avif']
export const PICTURE_BYTES_MAX = 10 * 1024 * 1024

/** A file as the API takes it: base64 without the head of its data address. */
async function base64Of(file: File): Promise<string> {
  const address = await new Promise<string>((done, fail) => {
    const reader = new FileReader()
    reader.addEventListener('load', () => done(String(reader.result)))
    reader.addEventListener('error', () => fail(reader.error as Error))
    reader.readAsDataURL(file)
  })
  return address.slice(address.indexOf(',') + 1)
}

/** What was sent and is sent again, because a later one failed, stays one picture. */
const ids = new WeakMap<File, string>()

export async function sendPicture(product_id: string, file: File): Promise<unknown> {
  const id = ids.get(file) ?? crypto.randomUUID()
  ids.set(file, id)
  return api.addPicture({ product_id, id, data: await base64Of(file) })
}

/** Whether the browser can draw it: a name that ends in .png says nothing. */
export async function isPicture(file: File): Promise<boolean> {
  try {
    const drawn = await createImageBitmap(file)
    drawn.close()
    return true
  } catch {
    return false
  }
}
