import { html } from '#shared/html.ts'
import type { Html } from '#shared/html.ts'
import type { Reply } from '#sdk'
import { ago, date } from '#shared/show.ts'
import { speak } from '#shared/words.ts'
import type { Language } from '#shared/words.ts'
import type { Ask, Shown } from '../ask.ts'
import { icon } from '../parts/icon.ts'
import { zoneOf } from '../parts/when.ts'
import { paths } from '../paths.ts'
import { accountPage, asPerson } from './account-frame.ts'

const WORDS = {
  title: { es: 'Acceso', en: 'Signing in' },
  passkeys: { es: 'Llaves de acceso', en: 'Passkeys' },
  passkeys_text: {
    es: 'Entras con la huella, la cara o el PIN de tu dispositivo, sin esperar un código.',
    en: 'You sign in with your device’s finger, face or PIN, without waiting for a code.',
  },
  add: { es: 'Añadir una llave en este dispositivo', en: 'Add a passkey on this device' },
  failed: { es: 'No se ha creado la llave.', en: 'The passkey was not made.' },
  no_script: {
    es: 'Para añadir una llave hace falta un navegador con JavaScript.',
    en: 'Adding a passkey needs a browser with JavaScript.',
  },
  made: { es: (when: string) => `Creada el ${when}`, en: (when: string) => `Made on ${when}` },
  remove: { es: 'Quitar', en: 'Remove' },
  remove_of: { es: (name: string) => `Quitar la llave ${name}`, en: (name: string) => `Remove passkey ${name}` },
  sessions: { es: 'Dónde has entrado', en: 'Where you are signed in' },
  this_one: { es: 'Este dispositivo', en: 'This device' },
  seen: { es: (when: string) => `Última vez ${when}`, en: (when: string) => `Last seen ${when}` },
  end: { es: 'Cerrar', en: 'End' },
  end_of: { es: (name: string) => `Cerrar la sesión de ${name}`, en: (name: string) => `End the session of ${name}` },
  end_all: { es: 'Salir de todos los demás', en: 'Sign out everywhere else' },
  on: {
    es: (browser: string, system: string) => `${browser} en ${system}`,
    en: (browser: string, system: string) => `${browser} on ${system}`,
  },
  other_browser: { es: 'Navegador', en: 'Browser' },
  other_system: { es: 'otro dispositivo', en: 'another device' },
} as const

type Passkey = Reply<'listPasskeys'>['items'][number]
type Session = Reply<'listSessions'>['items'][number]

export const securityPage = (ask: Ask): Promise<Shown> =>
  asPerson(ask, async (person) => {
    const w = speak(WORDS, ask.language)
    const [passkeys, sessions, zone] = await Promise.all([
      ask.client.listPasskeys(),
      ask.client.listSessions(),
      zoneOf(ask),
    ])
    const body = html`${passkeySection(passkeys.items, zone, ask.language)} ${sessionSection(sessions.items, ask.language)}`
    return accountPage(ask, { part: 'security', person, title: w.title, body })
  })

function passkeySection(items: readonly Passkey[], zone: string, language: Language): Html {
  const w = speak(WORDS, language)
  const at = paths(language).accountPart('security')
  return html`<section class="card stack" aria-labelledby="passkeys"><h2 id="passkeys">${w.passkeys}</h2><p class="soft">${w.passkeys_text}</p>
    <ul class="plain-rows">${items.map(
      ({
        id,
        name,
        created_at,
      }) => html`<li><span>${icon('key', 16)} ${name}<br><span class="soft">${w.made(date(created_at, 'day', language, zone))}</span></span>
        <form method="post" action="${at}/passkeys/${id}/remove" data-live><button class="text-button" aria-label="${w.remove_of(name)}">${w.remove}</button></form></li>`,
    )}</ul>
    <p data-new-passkey="${at}?saved" data-failed="${w.failed}" hidden><button class="button second slim" type="button">${icon('key')} ${w.add}</button>
      <span class="wrong" role="status"></span></p>
    <noscript><p class="soft">${w.no_script}</p></noscript>
  </section>`
}

function sessionSection(items: readonly Session[], language: Language): Html {
  const w = speak(WORDS, language)
  const at = paths(language).accountPart('security')
  const now = Date.now()
  return html`<section class="card stack" aria-labelledby="sessions"><h2 id="sessions">${w.sessions}</h2>
    <ul class="plain-rows">${items.map(({ id, user_agent, seen_at, current }) => {
      const name = deviceName(user_agent, language)
      return html`<li><span>${name}<br><span class="${current ? 'ok' : 'soft'}">${current ? w.this_one : w.seen(ago(seen_at, now, language))}</span></span>
        ${
          current
            ? null
            : html`<form method="post" action="${at}/sessions/${id}/end" data-live><button class="text-button" aria-label="${w.end_of(name)}">${w.end}</button></form>`
        }</li>`
    })}</ul>
    ${items.length > 1 ? html`<form method="post" action="${at}/sessions/end-others" data-live><button class="button second slim">${w.end_all}</button></form>` : null}
  </section>`
}

const BROWSERS = [
  ['Edg/', 'Edge'],
  ['OPR/', 'Opera'],
  ['Firefox/', 'Firefox'],
  ['Chrome/', 'Chrome'],
  ['Safari/', 'Safari'],
] as const
const SYSTEMS = ['iPhone', 'iPad', 'Android', 'Windows', 'Macintosh', 'Linux'] as const

/** What browsers say of themselves, as people name them: `Firefox en Windows`. */
function deviceName(user_agent: string | null, language: Language): string {
  const w = speak(WORDS, language)
  const text = user_agent ?? ''
  const browser = BROWSERS.find(([sign]) => text.includes(sign))?.[1] ?? w.other_browser
  const system = SYSTEMS.find((name) => text.includes(name))
  return w.on(browser, system === 'Macintosh' ? 'Mac' : (system ?? w.other_system))
}

const backToSecurity = ({ language }: Ask): Shown => ({ redirect: `${paths(language).accountPart('security')}?saved` })

export const removePasskey = (ask: Ask): Promise<Shown> =>
  asPerson(ask, async () => {
    await ask.client.removePasskey({ passkey_id: ask.params['passkey'] ?? '' })
    return backToSecurity(ask)
  })

export const endSession = (ask: Ask): Promise<Shown> =>
  asPerson(ask, async () => {
    await ask.client.revokeSession({ session_id: ask.params['session'] ?? '' })
    return backToSecurity(ask)
  })

export const endOtherSessions = (ask: Ask): Promise<Shown> =>
  asPerson(ask, async () => {
    await ask.client.revokeSessions({ keep_this: true })
    return backToSecurity(ask)
  })
