import { join } from 'node:path'
import { Outside } from './errors.ts'
import { outboxDir, writeWhole } from './files.ts'

/** A short text to one person: sign-in codes, "your order is ready". */
export type Letter = {
  /** Of the fact it tells: a letter sent again after a crash is the same letter. */
  id: string
  to_kind: 'email' | 'phone'
  to: string
  subject: string
  text: string
  /** The same words for mail programs that show pages; never instead of the text. */
  html?: string
}

const SMTP_TIMEOUT_MS = 15_000

/**
 * Hands a letter over: mails go to SMTP_URL; without it, and for text messages as long as no provider
 * is connected, the letter becomes a file in the outbox of the data folder. Call it from jobs only.
 */
export async function sendLetter(letter: Letter): Promise<void> {
  const smtp = process.env['SMTP_URL']
  if (letter.to_kind === 'phone' || !smtp) return writeLetter(letter)
  const { createTransport } = await import('nodemailer')
  const transport = createTransport({
    url: smtp,
    connectionTimeout: SMTP_TIMEOUT_MS,
    socketTimeout: SMTP_TIMEOUT_MS,
  } as never)
  try {
    await transport.sendMail({
      from: process.env['MAIL_FROM'] || 'hilo@localhost',
      messageId: `<${letter.id}@hilo>`,
      to: letter.to,
      subject: letter.subject,
      text: letter.text,
      ...(letter.html === undefined ? {} : { html: letter.html }),
    })
  } catch (error) {
    throw new Outside('mail_not_sent', 'The mail server did not take the letter.', { cause: error })
  } finally {
    transport.close()
  }
}

/**
 * Personal, so only the owner of the folder may read it. Written in one go: four trips to the threads that do files take
 * longer than the page itself, and machines that send many letters have a mail server.
 */
function writeLetter(letter: Letter): void {
  const file = join(outboxDir(), `${letter.id}.txt`)
  const head = `To: ${letter.to}\nSubject: ${letter.subject}\n\n`
  writeWhole(file, `${head}${letter.text}\n`)
}
