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

export const sendPicture = async (product_id: string, file: File): Promise<unknown> =>
  api.addPicture({ product_id, id: crypto.randomUUID(), data: await base64Of(file) })
