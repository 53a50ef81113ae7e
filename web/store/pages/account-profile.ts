import { html } from '#shared/html.ts'
import type { Html } from '#shared/html.ts'
import { preferenceLabel } from '#shared/preferences.ts'
import { speak } from '#shared/words.ts'
import type { Ask, Shown } from '../ask.ts'
import { field, overlong, selectField, typed } from '../parts/field.ts'
import { icon } from '../parts/icon.ts'
import { paths } from '../paths.ts'
import { accountPage, asPerson } from './account-frame.ts'
import type { Person } from './account-frame.ts'

const WORDS = {
  title: { es: 'Tus datos', en: 'Your details' },
  given_name: { es: 'Nombre', en: 'First name' },
  family_name: { es: 'Apellidos', en: 'Last name' },
  birthday: { es: 'Cumpleaños', en: 'Birthday' },
  optional: { es: '(opcional)', en: '(optional)' },
  bad_birthday: { es: 'Escribe un día que ya haya pasado.', en: 'Type a day that has passed.' },
  language: { es: 'Idioma en que te escribimos', en: 'Language we write to you in' },
  es: { es: 'Español', en: 'Spanish' },
  en: { es: 'Inglés', en: 'English' },
  save: { es: 'Guardar', en: 'Save' },
  contacts: { es: 'Cómo te reconocemos', en: 'How we know you' },
  proved: { es: 'Comprobado', en: 'Proved' },
  said: { es: 'Sin comprobar', en: 'Not proved' },
  prove: {
    es: 'Para añadir otro correo o teléfono, entra con él: te enviamos un código.',
    en: 'To add another e-mail or telephone, sign in with it: we send you a code.',
  },
  add: { es: 'Añadir un contacto', en: 'Add a contact' },
  email: { es: 'Correo', en: 'E-mail' },
  phone: { es: 'Teléfono', en: 'Telephone' },
  whatsapp: { es: 'WhatsApp', en: 'WhatsApp' },
  card: { es: 'Tarjeta', en: 'Card' },
  social: { es: 'Red social', en: 'Social network' },
  likes: { es: 'Lo que prefieres', en: 'What you prefer' },
  likes_text: {
    es: 'Lo tienen en cuenta en la web, en la tienda y por teléfono.',
    en: 'The web, the shops and whoever answers the telephone go by it.',
  },
  favourite_store: { es: 'Tu tienda', en: 'Your shop' },
  none: { es: 'Ninguna en especial', en: 'None in particular' },
} as const

const LIKES = ['clothing_size', 'shoe_size', 'favourite_store'] as const
type Like = (typeof LIKES)[number]
const LETTERS = { given_name: 120, family_name: 120, clothing_size: 20, shoe_size: 20 } as const
type Wrong = Partial<Record<keyof typeof LETTERS | 'birthday', string>>

export const profilePage = (ask: Ask): Promise<Shown> => asPerson(ask, (person) => show(ask, person))

async function show(ask: Ask, person: Person, wrong: Wrong = {}, status = 200): Promise<Shown> {
  const w = speak(WORDS, ask.language)
  const body = html`${aboutYou(ask, person, wrong)} ${contacts(ask, person)} ${await likes(ask, wrong)}`
  return accountPage(ask, { part: 'profile', person, title: w.title, body, status })
}

function aboutYou({ language }: Ask, person: Person, wrong: Wrong): Html {
  const w = speak(WORDS, language)
  return html`<form class="card stack" method="post" action="${paths(language).accountPart('profile')}" novalidate data-live>
    <h2>${w.title}</h2>
    <div class="fields">
      ${field({ name: 'given_name', label: w.given_name, value: person.given_name, error: wrong.given_name, autocomplete: 'given-name', maxlength: LETTERS.given_name })}
      ${field({ name: 'family_name', label: w.family_name, value: person.family_name, error: wrong.family_name, autocomplete: 'family-name', maxlength: LETTERS.family_name })}
      ${field({ name: 'birthday', label: w.birthday, value: person.birthday, error: wrong.birthday, type: 'date', autocomplete: 'bday', optional: w.optional })}
      ${selectField({
        name: 'language',
        label: w.language,
        value: person.language ?? language,
        choices: [
          { value: 'es', label: w.es },
          { value: 'en', label: w.en },
        ],
      })}
    </div>
    <div><button class="button">${w.save}</button></div>
  </form>`
}

function contacts({ language }: Ask, person: Person): Html {
  const w = speak(WORDS, language)
  const named = (kind: string): string => (kind in WORDS ? w[kind as 'email'] : kind)
  return html`<section class="card stack" aria-labelledby="contacts"><h2 id="contacts">${w.contacts}</h2>
    <ul class="plain-rows">${person.identities.map(
      ({ kind, shown, level }) => html`<li><span>${shown}<br><span class="soft">${named(kind)}</span></span>
        <span class="${level === 'verified' ? 'ok' : 'soft'}">${level === 'verified' ? html`${icon('check', 16)} ${w.proved}` : w.said}</span></li>`,
    )}</ul>
    <p class="soft">${w.prove}</p>
    <p><a class="button second slim" href="${paths(language).addContact(paths(language).accountPart('profile'))}">${w.add}</a></p>
  </section>`
}

async function likes({ client, language, house, form }: Ask, wrong: Wrong): Promise<Html> {
  const w = speak(WORDS, language)
  const { items } = await client.listOwnPreferences()
  const valueOf = (name: Like): string => form.get(name) ?? String(items.find((one) => one.name === name)?.value ?? '')
  const { stores } = await house
  return html`<form class="card stack" method="post" action="${paths(language).accountPart('preferences')}" data-live>
    <h2>${w.likes}</h2><p class="soft">${w.likes_text}</p>
    <div class="fields">
      ${field({ name: 'clothing_size', label: preferenceLabel('clothing_size', language), value: valueOf('clothing_size'), error: wrong.clothing_size, maxlength: LETTERS.clothing_size })}
      ${field({ name: 'shoe_size', label: preferenceLabel('shoe_size', language), value: valueOf('shoe_size'), error: wrong.shoe_size, maxlength: LETTERS.shoe_size })}
      ${selectField({
        name: 'favourite_store',
        label: w.favourite_store,
        value: valueOf('favourite_store'),
        choices: [{ value: '', label: w.none }, ...stores.map(({ code, name }) => ({ value: code, label: name }))],
        wide: true,
      })}
    </div>
    <div><button class="button">${w.save}</button></div>
  </form>`
}

export const saveProfile = (ask: Ask): Promise<Shown> =>
  asPerson(ask, async (person) => {
    const w = speak(WORDS, ask.language)
    const value = (name: string): string | null => typed(ask.form, name) || null
    const birthday = value('birthday')
    const given = { given_name: value('given_name'), family_name: value('family_name') }
    const past = birthday === null || (/^\d{4}-\d\d-\d\d$/.test(birthday) && Date.parse(birthday) < Date.now())
    const wrong: Wrong = { ...overlong(given, LETTERS, ask.language), ...(past ? {} : { birthday: w.bad_birthday }) }
    if (Object.keys(wrong).length > 0) return show(ask, { ...person, ...given, birthday }, wrong, 422)
    const language = value('language') === 'en' ? 'en' : 'es'
    await ask.client.editOwnCustomer({ ...given, birthday, language })
    return { redirect: `${paths(ask.language).accountPart('profile')}?saved` }
  })

/** An empty field forgets what was preferred. */
export const savePreferences = (ask: Ask): Promise<Shown> =>
  asPerson(ask, async (person) => {
    const given = Object.fromEntries(LIKES.map((name) => [name, typed(ask.form, name)])) as Record<Like, string>
    const wrong: Wrong = overlong(
      given,
      { clothing_size: LETTERS.clothing_size, shoe_size: LETTERS.shoe_size },
      ask.language,
    )
    if (Object.keys(wrong).length > 0) return show(ask, person, wrong, 422)
    for (const name of LIKES) await ask.client.setOwnPreference({ name, value: given[name] || null })
    return { redirect: `${paths(ask.language).accountPart('profile')}?saved` }
  })
