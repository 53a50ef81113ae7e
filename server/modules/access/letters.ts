import type { Letter } from '#platform/post'

type CodeLetter = {
  challenge_id: string
  contact_kind: 'email' | 'phone'
  contact: string
  code: string
  shop: string
  locale: string
  minutes: number
}

/** The letter with a one-time code, short enough for a text message. */
export function codeLetter({ challenge_id, contact_kind, contact, code, shop, locale, minutes }: CodeLetter): Letter {
  const [subject, text] =
    locale === 'en'
      ? [
          `${code} is your code for ${shop}`,
          `Your code for ${shop}: ${code}. It is good for ${minutes} minutes. Nobody from ${shop} will ever ask you for it.`,
        ]
      : [
          `${code} es tu código de ${shop}`,
          `Tu código de ${shop}: ${code}. Vale ${minutes} minutos. Nadie de ${shop} te lo pedirá nunca.`,
        ]
  return { id: challenge_id, to_kind: contact_kind, to: contact, subject, text }
}
