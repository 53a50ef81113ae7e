import { Type } from 'typebox'
import { defineEvent } from '#platform/events'
import { Id, OneOf, Shape } from '#platform/route'
import { ANSWERS, CONSENT_CHANNELS, CONTACT_KINDS, PURPOSES } from './rules.ts'

/** Somebody answered whether we may write, call or remember; the proof lies in the consent. */
export const consentRecorded = defineEvent(
  'consent.recorded',
  Shape({
    consent_id: Id,
    contact_kind: OneOf(CONTACT_KINDS),
    channel: OneOf(CONSENT_CHANNELS),
    purpose: OneOf(PURPOSES),
    answer: OneOf(ANSWERS),
    text_version: Type.String(),
  }),
)
