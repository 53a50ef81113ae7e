import { join } from 'node:path'
import { Outside } from './errors.ts'
import { addWhole, outboxDir } from './files.ts'

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
 * is connected, the letter lies in the outbox of the data folder. Call it from jobs only.
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
 * Letters of one day are one file that mail programs open (mbox, RFC 4155): in a rush the disk kept everybody waiting, now and
 * then, for the name of a new one. A letter that is handed over again has the same Message-ID. Personal, so only the
 * owner of the folder may read it.
 */
function writeLetter({ id, to, subject, text }: Letter): void {
  const now = new Date()
  const [day, date, month, year, time] = now.toUTCString().split(/,? /)
  const head = [
    `From hilo ${day} ${month} ${date} ${time} ${year}`,
    `Message-ID: <${id}@hilo>`,
    `Date: ${now.toUTCString()}`,
    `From: ${process.env['MAIL_FROM'] || 'hilo@localhost'}`,
    `To: ${inOneLine(to)}`,
    `Subject: ${inOneLine(subject)}`,
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: 8bit',
  ]
  const body = text.replaceAll(/^(>*From )/gm, '>$1')
  addWhole(join(outboxDir(), `${now.toISOString().slice(0, 10)}.mbox`), `${head.join('\n')}\n\n${body}\n\n`)
}

const inOneLine = (text: string): string => text.replaceAll(/\s+/g, ' ')
