import { html } from '#shared/html.ts'
import type { Html } from '#shared/html.ts'
import type { Reply } from '#sdk'
import { date } from '#shared/show.ts'
import { speak } from '#shared/words.ts'
import type { Language } from '#shared/words.ts'
import type { Ask, Shown } from '../ask.ts'
import { typed } from '../parts/field.ts'
import { icon } from '../parts/icon.ts'
import { zoneOf } from '../parts/when.ts'
import { paths } from '../paths.ts'
import { accountPage, asPerson } from './account-frame.ts'
import type { Person } from './account-frame.ts'
import { hidden } from './cart-line.ts'

const WORDS = {
  title: { es: 'Permisos', en: 'Permissions' },
  lead: {
    es: 'Tú decides, contacto por contacto, y puedes retirarlo cuando quieras. Los avisos de tus pedidos te llegan siempre.',
    en: 'You decide, contact by contact, and can withdraw it whenever you like. Messages about your orders always reach you.',
  },
  email: { es: (to: string) => `Novedades por correo a ${to}`, en: (to: string) => `News by e-mail to ${to}` },
  sms: { es: (to: string) => `Novedades por SMS a ${to}`, en: (to: string) => `News by text message to ${to}` },
  whatsapp: { es: (to: string) => `Novedades por WhatsApp a ${to}`, en: (to: string) => `News by WhatsApp to ${to}` },
  phone: { es: (to: string) => `Llamadas comerciales a ${to}`, en: (to: string) => `Sales calls to ${to}` },
  email_means: {
    es: 'Te escribimos sobre rebajas, artículos nuevos y lo que encaja con tus compras.',
    en: 'We write about sales, new products and what fits what you bought.',
  },
  sms_means: {
    es: 'Mensajes cortos sobre rebajas y artículos nuevos.',
    en: 'Short messages about sales and new products.',
  },
  whatsapp_means: {
    es: 'Mensajes sobre rebajas y artículos nuevos, en tu conversación con nosotros.',
    en: 'Messages about sales and new products, in your conversation with us.',
  },
  phone_means: {
    es: 'Una persona de la tienda te llama para ofrecerte algo.',
    en: 'A person of the shop calls to offer you something.',
  },
  yes: { es: (when: string) => `Sí, desde el ${when}`, en: (when: string) => `Yes, since ${when}` },
  no: { es: (when: string) => `No, desde el ${when}`, en: (when: string) => `No, since ${when}` },
  never: { es: 'No te lo hemos preguntado', en: 'You were never asked' },
  say_yes: { es: 'Permitir', en: 'Allow' },
  say_no: { es: 'Retirar', en: 'Withdraw' },
  say_yes_of: { es: (what: string) => `Permitir: ${what}`, en: (what: string) => `Allow: ${what}` },
  say_no_of: { es: (what: string) => `Retirar: ${what}`, en: (what: string) => `Withdraw: ${what}` },
  all: { es: 'Retirar todos los permisos', en: 'Withdraw every permission' },
  all_text: { es: 'De una vez y para todos tus contactos.', en: 'At once and for all your contacts.' },
  history: { es: 'Lo que has respondido', en: 'What you answered' },
  granted: { es: 'Sí', en: 'Yes' },
  denied: { es: 'No', en: 'No' },
  withdrawn: { es: 'Retirado', en: 'Withdrawn' },
  asked_in: { es: (where: string) => `Respondido en: ${where}`, en: (where: string) => `Answered in: ${where}` },
  none: {
    es: 'Cuando tengas un correo o un teléfono comprobado, podrás decidir aquí.',
    en: 'Once you have a proved e-mail or telephone you can decide here.',
  },
  withdraw_text: { es: 'Retiro todos los permisos que he dado.', en: 'I withdraw every permission I gave.' },
} as const

/** The words that are answered to are kept as the proof; another wording gets another version. */
const VERSION = 'web-2026-11b'
const CHANNELS = [
  { kind: 'email', channel: 'email' },
  { kind: 'phone', channel: 'sms' },
  { kind: 'phone', channel: 'whatsapp' },
  { kind: 'phone', channel: 'phone' },
] as const
type Channel = (typeof CHANNELS)[number]['channel']
type Consent = Reply<'listOwnConsents'>['items'][number]
type Question = { kind: 'email' | 'phone'; channel: Channel; value: string }

const questionsFor = (person: Person): Question[] =>
  person.identities
    .filter(({ level }) => level === 'verified')
    .flatMap(({ kind, shown }) => CHANNELS.filter((one) => one.kind === kind).map((one) => ({ ...one, value: shown })))

/** Numbers are written with blanks and kept without: they are compared bare. */
const bare = (value: string): string => value.toLowerCase().replaceAll(/\s/g, '')

export const consentsPage = (ask: Ask): Promise<Shown> =>
  asPerson(ask, async (person) => {
    const { language } = ask
    const w = speak(WORDS, language)
    const [{ items }, zone] = await Promise.all([ask.client.listOwnConsents(), zoneOf(ask)])
    const questions = questionsFor(person)
    const day = (when: string): string => date(when, 'day', language, zone)
    const holds = (question: Question): Consent | undefined =>
      items.find(
        (one) =>
          one.current &&
          one.purpose === 'marketing' &&
          one.channel === question.channel &&
          bare(one.contact_value) === bare(question.value),
      )
    const body = html`<section class="card stack" aria-labelledby="consents"><h2 id="consents">${w.title}</h2><p class="soft">${w.lead}</p>
        ${questions.length === 0 ? html`<p>${w.none}</p>` : null}
        <ul class="plain-rows">${questions.map((question) => consentRow(question, holds(question), day, language))}</ul>
        ${
          items.some(({ current, answer }) => current && answer === 'granted')
            ? html`<form method="post" action="${paths(language).accountPart('consents')}/withdraw" data-live class="row">
              <button class="button second slim">${w.all}</button><span class="soft small">${w.all_text}</span></form>`
            : null
        }
      </section>
      ${history(items, day, language)}`
    return accountPage(ask, { part: 'consents', person, title: w.title, body })
  })

function consentRow(
  question: Question,
  now: Consent | undefined,
  day: (when: string) => string,
  language: Language,
): Html {
  const w = speak(WORDS, language)
  const text = w[question.channel](question.value)
  const granted = now?.answer === 'granted'
  const state = now === undefined ? w.never : granted ? w.yes(day(now.answered_at)) : w.no(day(now.answered_at))
  return html`<li><span>${text}<br><span class="soft small">${w[`${question.channel}_means`]}</span><br><span class="${granted ? 'ok' : 'soft'}">${granted ? icon('check', 16) : null} ${state}</span></span>
    <form method="post" action="${paths(language).accountPart('consents')}" data-live>
      ${hidden({ kind: question.kind, channel: question.channel, value: question.value, answer: granted ? 'withdrawn' : 'granted' })}
      <button class="button second slim" aria-label="${granted ? w.say_no_of(text) : w.say_yes_of(text)}">${granted ? w.say_no : w.say_yes}</button>
    </form></li>`
}

function history(items: readonly Consent[], day: (when: string) => string, language: Language): Html | null {
  const w = speak(WORDS, language)
  if (items.length === 0) return null
  return html`<details class="card"><summary>${w.history}</summary><ul class="plain-rows">${items
    .slice(0, 50)
    .map(
      ({ answer, answered_at, asked_in, text }) =>
        html`<li><span>${w[answer]} · ${day(answered_at)}<br><span class="soft small">${text ?? ''} ${w.asked_in(asked_in)}</span></span></li>`,
    )}</ul></details>`
}

export const answerConsent = (ask: Ask): Promise<Shown> =>
  asPerson(ask, async (person) => {
    const w = speak(WORDS, ask.language)
    const asked = questionsFor(person).find(
      ({ channel, value }) => channel === ask.form.get('channel') && value === typed(ask.form, 'value'),
    )
    const at = paths(ask.language).accountPart('consents')
    const answer = (['granted', 'withdrawn'] as const).find((one) => one === ask.form.get('answer'))
    // A contact that went meanwhile, or no answer: nothing was said yes or no to, and nothing is said to be kept.
    if (!asked || !answer) return { redirect: at }
    await ask.client.recordOwnConsent({
      contact_kind: asked.kind,
      contact_value: asked.value,
      channel: asked.channel,
      purpose: 'marketing',
      answer,
      text_version: VERSION,
      text: `${w[asked.channel](asked.value)}. ${w[`${asked.channel}_means`]}`,
      place: 'account',
    })
    return { redirect: `${at}?saved` }
  })

export const withdrawAll = (ask: Ask): Promise<Shown> =>
  asPerson(ask, async () => {
    const w = speak(WORDS, ask.language)
    await ask.client.withdrawOwnConsents({ text_version: VERSION, text: w.withdraw_text, place: 'account' })
    return { redirect: `${paths(ask.language).accountPart('consents')}?saved` }
  })
