import { fold, normaliseIdentity } from '#customers'

export const CONTACT_KINDS = ['email', 'phone', 'whatsapp', 'social', 'device', 'post'] as const
export const CONSENT_CHANNELS = ['email', 'sms', 'whatsapp', 'phone', 'push', 'social', 'post', 'web'] as const
export const PURPOSES = ['marketing', 'service', 'profiling', 'analytics', 'sharing'] as const
export const ANSWERS = ['granted', 'denied', 'withdrawn'] as const

export type ContactKind = (typeof CONTACT_KINDS)[number]
export type ConsentChannel = (typeof CONSENT_CHANNELS)[number]
export type Purpose = (typeof PURPOSES)[number]
export type Answer = (typeof ANSWERS)[number]

export type ContactPoint = { contact_kind: ContactKind; contact_value: string }

/**
 * The contact point as consent is kept for it. A number is one contact point by call, SMS or WhatsApp: the channel
 * tells them apart. Null = not usable.
 */
export function contactPoint({ contact_kind, contact_value }: ContactPoint, country: string): ContactPoint | null {
  if (contact_kind === 'post') {
    const place = fold(contact_value)
    return place === '' ? null : { contact_kind, contact_value: place }
  }
  const value = normaliseIdentity(contact_kind, contact_value, country)?.value
  return value === undefined
    ? null
    : { contact_kind: contact_kind === 'whatsapp' ? 'phone' : contact_kind, contact_value: value }
}

/**
 * What silence means. Marketing and everything like it need a yes first in every country (Directive 2002/58 art. 13,
 * LSSI art. 21; stricter than some countries ask); service messages belong to what was bought.
 */
export const allowedWhenSilent = (purpose: Purpose): boolean => purpose === 'service'

/** The latest answer decides; `because` is a word for programs. */
export function verdict(
  purpose: Purpose,
  latest: Answer | null,
): { allowed: boolean; because: 'granted' | 'denied' | 'withdrawn' | 'service_by_default' | 'never_asked' } {
  if (latest !== null) return { allowed: latest === 'granted', because: latest }
  return allowedWhenSilent(purpose)
    ? { allowed: true, because: 'service_by_default' }
    : { allowed: false, because: 'never_asked' }
}
