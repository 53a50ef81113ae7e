/** The library that speaks to authenticators is loaded when somebody wants to use one. */
const library = () => import('@simplewebauthn/browser')

type Options = { challenge_id: string; options: never }

/** Calls the API as this browser; the header says the call is ours. */
async function call<Answer>(path: string, body?: object): Promise<Answer> {
  const answer = await fetch(`/api${path}`, {
    method: 'POST',
    headers: {
      accept: 'application/json',
      'hilo-channel': 'web',
      ...(body ? { 'content-type': 'application/json' } : {}),
    },
    ...(body ? { body: JSON.stringify(body) } : {}),
  })
  if (!answer.ok) throw new Error(String(answer.status))
  return (await answer.json()) as Answer
}

async function signIn(): Promise<void> {
  const { startAuthentication } = await library()
  const { challenge_id, options } = await call<Options>('/sign-in/passkey/options')
  const response = await startAuthentication({ optionsJSON: options })
  await call('/sign-in/passkey', { challenge_id, response, cookie: true })
}

async function register(): Promise<void> {
  const { startRegistration } = await library()
  const { challenge_id, options } = await call<Options>('/me/passkeys/options')
  const response = await startRegistration({ optionsJSON: options })
  await call('/me/passkeys', { challenge_id, response, name: deviceName() })
}

const deviceName = (): string => /iPhone|iPad|Android|Windows|Mac|Linux/.exec(navigator.userAgent)?.[0] ?? 'Passkey'

const WAYS = { '[data-passkey]': signIn, '[data-new-passkey]': register } as const

/** Buttons that use a passkey are shown where the browser has them. */
export function offerPasskeys(): void {
  if (!('PublicKeyCredential' in window)) return
  for (const place of document.querySelectorAll<HTMLElement>(Object.keys(WAYS).join())) place.hidden = false
}

export function hearPasskeys(): void {
  document.addEventListener('click', ({ target }) => {
    const button = target instanceof Element ? target.closest('button') : null
    for (const [selector, act] of Object.entries(WAYS)) {
      const place = button?.closest<HTMLElement>(selector)
      if (button && place) void use(place, button, act)
    }
  })
}

/** Whoever has just signed in stays on this site, whatever the page says. */
export function ownAddress(address: string, { href, origin }: Pick<Location, 'href' | 'origin'>): string {
  const url = new URL(address, href)
  return url.origin === origin ? url.href : '/'
}

async function use(place: HTMLElement, button: HTMLButtonElement, act: () => Promise<void>): Promise<void> {
  button.disabled = true
  try {
    await act()
    location.assign(ownAddress(place.dataset['passkey'] ?? place.dataset['newPasskey'] ?? '/', location))
  } catch {
    button.disabled = false
    const said = place.querySelector('[role=status]')
    if (said) said.textContent = place.dataset['failed'] ?? ''
  }
}
