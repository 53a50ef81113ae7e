import { domainToASCII } from 'node:url'
import type { CountryCode } from 'libphonenumber-js'
import { isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/max'
import { unaccented } from '#platform/text'

export const IDENTITY_KINDS = ['email', 'phone', 'card', 'external', 'device', 'social', 'whatsapp'] as const
export type IdentityKind = (typeof IDENTITY_KINDS)[number]
export type Normalised = { value: string; shown: string }

export const IDENTITY_VALUE_MAX = 320

/** Plain lower-case text to search in: no accents, single spaces, no control characters. */
export const fold = (text: string): string =>
  unaccented(text)
    .replace(/[\s\p{C}]+/gu, ' ')
    .trim()

/**
 * Values that programs and hurried people write where nothing is known. They would join strangers, so they are no
 * identity. The list follows what PostHog and Segment block (customer-data research, decision 0004).
 */
const JUNK_WORDS = new Set(
  `null undefined none nil nan nobody guest guests invitado anonymous anonimo anonym unknown desconocido na n/a no yes true false
   test tests testing prueba pruebas demo example ejemplo admin user usuario customer cliente id email mail e-mail correo phone telefono
   not_applicable not-applicable sin ninguno noreply no-reply donotreply nomail noemail no-email sinemail sincorreo sin-correo
   notiene no-tiene notengo distinct_id anonymous_id user_id [object_object] [] {} () 0 -1 -`.split(/\s+/),
)
/** Names of domains where no real person reads mail (RFC 2606, and what tills type to get past the form). */
const JUNK_DOMAINS = new Set(
  'test tests prueba example ejemplo invalid localhost null undefined none nomail noemail sinemail sincorreo'.split(
    ' ',
  ),
)
/** Words that are junk as the part before the @ whatever the domain; 'test' or 'admin' may be somebody's real box. */
const JUNK_BOXES = new Set(
  'null undefined none nil nan guest anonymous anonimo noreply no-reply donotreply nomail noemail no-email sinemail sincorreo sin-correo notiene no-tiene [object_object]'.split(
    ' ',
  ),
)

const RUN = '01234567890123456789'
const RUN_DOWN = '98765432109876543210'

/** 0000…, 7777777, 123456…, 987654…: typed to get past a form. */
const isFiller = (digits: string): boolean =>
  /^0+$/.test(digits) ||
  (digits.length >= 6 && (/^(\d)\1+$/.test(digits) || RUN.includes(digits) || RUN_DOWN.includes(digits)))

const isJunk = (value: string): boolean => {
  const bare = fold(value).replaceAll(' ', '_')
  return bare === '' || JUNK_WORDS.has(bare) || isFiller(bare) || /^[\W_]+$/u.test(bare)
}

/** What one program quoted for another: "'guest'" is guest. */
const unquoted = (value: string): string =>
  value
    .trim()
    .replace(/^["'`«“‘]+|["'`»”’]+$/g, '')
    .trim()

/**
 * The one spelling under which an identity is stored and compared, and the one shown to people; null = not usable
 * (junk, or not an identity of that kind). `country` (ISO 3166-1) reads national phone numbers.
 */
export function normaliseIdentity(kind: IdentityKind, value: string, country: string): Normalised | null {
  if (value.length > 4 * IDENTITY_VALUE_MAX) return null
  const text = unquoted(value.normalize('NFC'))
  if (/[\u0000-\u001F\u007F]/.test(text) || isJunk(text)) return null
  const normalised = NORMALISE[kind](text, country)
  if (normalised === null || normalised.value === '' || normalised.value.length > IDENTITY_VALUE_MAX) return null
  return normalised
}

const NORMALISE: Record<IdentityKind, (text: string, country: string) => Normalised | null> = {
  email,
  phone,
  whatsapp: (text, country) => phone(/^[1-9]\d{9,14}$/.test(text) ? `+${text}` : text, country),
  card,
  external: (text) => ({ value: text, shown: text }),
  device: (text) => (text.length < DEVICE_MIN ? null : { value: text, shown: text }),
  social,
}

const DEVICE_MIN = 8

/** Dots and +tags are kept: for most providers they are other boxes. The domain meets its punycode spelling. */
function email(text: string): Normalised | null {
  const parts = /^([^\s@"(),:;<>[\\\]]{1,64})@([^\s@]{3,255})$/u.exec(text)
  if (!parts) return null
  const local = parts[1]!.toLowerCase().normalize('NFC')
  const domain = domainToASCII(parts[2]!.toLowerCase())
  if (!/^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$/.test(domain)) return null
  if (local.startsWith('.') || local.endsWith('.') || local.includes('..')) return null
  const name = domain.split('.').at(-2)!
  const box = fold(local)
  if (JUNK_DOMAINS.has(name) || JUNK_DOMAINS.has(domain.split('.').at(-1)!) || JUNK_BOXES.has(box) || isFiller(box))
    return null
  if (box === name && (JUNK_WORDS.has(box) || box.length <= 3)) return null
  return { value: `${local}@${domain}`, shown: text }
}

/** E.164, with the countries that write one mobile in two ways brought to one of them. */
function phone(text: string, country: string): Normalised | null {
  if (!/^[\d\s().+/–-]+$/.test(text)) return null
  const region = isSupportedCountry(country) ? (country as CountryCode) : undefined
  const dialled = text
    .replace(/(?<=\+.*)\(0\)/, '')
    .replace(/[^\d+]/g, '')
    .replace(/^00(?=\d)/, '+')
  const parsed = parsePhoneNumberFromString(withoutMexicanOne(dialled), region)
  if (!parsed || isFiller(parsed.nationalNumber) || /(\d)\1{6,}$/.test(parsed.nationalNumber)) return null
  const value = oneSpelling(parsed.number)
  const known = value === parsed.number && parsed.isValid() ? parsed : parsePhoneNumberFromString(value)
  if (!known?.isValid() && !parsePhoneNumberFromString(abroad(value))?.isValid()) return null
  return { value, shown: known?.formatInternational() ?? value }
}

/** Mexico dropped the 1 of +52 1 in 2019; address books and WhatsApp keep it. */
const withoutMexicanOne = (dialled: string): string => dialled.replace(/^\+521(?=\d{10}$)/, '+52')

/** Argentina: a mobile is +54 9 from abroad and +54 at home. Brazil: mobiles got a ninth digit, a 9 in front, by 2016. */
function oneSpelling(number: string): string {
  if (number.startsWith('+549') && number.length === 14) return `+54${number.slice(4)}`
  const brazil = /^\+55(\d\d)([6-9]\d{7})$/.exec(number)
  return brazil ? `+55${brazil[1]}9${brazil[2]}` : number
}

/** The spelling the numbering plan knows an Argentine mobile by. */
const abroad = (number: string): string => number.replace(/^\+54(?=\d{10}$)/, '+549')

function card(text: string): Normalised | null {
  const value = text.toUpperCase().replace(/[\s.·–—-]+/g, '')
  return /^[A-Z0-9]{4,32}$/.test(value) && /\d/.test(value) && !isFiller(value) ? { value, shown: text } : null
}

function social(text: string): Normalised | null {
  const value = text.replace(/^@+/, '').toLowerCase()
  return value === '' || /\s/.test(value) || isJunk(value) ? null : { value, shown: text }
}

/** A phone number is the same proof whether it came by call, SMS or WhatsApp. */
export const sameProof = (kind: IdentityKind): readonly IdentityKind[] =>
  kind === 'phone' || kind === 'whatsapp' ? ['phone', 'whatsapp'] : [kind]

/** A device tells where somebody was, not who: it never proves a person. */
export const canProve = (kind: IdentityKind): boolean => kind !== 'device'

export type Level = 'anonymous' | 'claimed' | 'verified'

export const levelAllowed = (kind: IdentityKind, level: Level): Level => (canProve(kind) ? level : 'anonymous')

/**
 * What to do when somebody shows an identity.
 * - the value is nobody else's → it is theirs;
 * - somebody else proved it and only a claim is shown → kept beside, no proof;
 * - proved twice: the one without any proved identity of their own joins the other; two known people are
 *   joined only when this very session has proved both.
 */
export function decide(input: {
  level: Level
  shared: boolean
  owned_by_other: boolean
  known: boolean
  other_known_by_session: boolean
}): 'take' | 'join' | 'keep_apart' {
  if (!input.owned_by_other || input.shared) return 'take'
  if (input.level !== 'verified') return 'keep_apart'
  return !input.known || input.other_known_by_session ? 'join' : 'keep_apart'
}

/** In so many ways an id of a person is reached at most; what is claimed beyond is not written down, what is proved is. */
export const WAYS_MAX = 100

/** How many people may claim a value nobody proved before it counts as shared (a family phone, a till's filler). */
export const SHARED_AFTER = 3

export type Born = { id: string; created_at: Date }

/** Splits people into those joined by merges; each answers to the id of its oldest member. */
export function components(
  people: readonly Born[],
  merges: readonly { kept_id: string; joined_id: string }[],
): Map<string, string> {
  const leader = new Map(people.map((person) => [person.id, person.id]))
  const find = (id: string): string => {
    let top = id
    while (leader.get(top)! !== top) top = leader.get(top)!
    leader.set(id, top)
    return top
  }
  for (const { kept_id, joined_id } of merges) {
    if (leader.has(kept_id) && leader.has(joined_id)) leader.set(find(joined_id), find(kept_id))
  }
  const oldest = new Map<string, Born>()
  for (const person of people) {
    const top = find(person.id)
    const best = oldest.get(top)
    if (!best || isOlder(person, best)) oldest.set(top, person)
  }
  return new Map(people.map((person) => [person.id, oldest.get(find(person.id))!.id]))
}

const isOlder = (a: Born, b: Born): boolean =>
  a.created_at.getTime() === b.created_at.getTime() ? a.id < b.id : a.created_at < b.created_at

/** Orders names of one person spelled alike: "José  García" is "jose garcia". */
export const fullName = (given: string | null, family: string | null): string =>
  [given, family].filter(Boolean).join(' ')
