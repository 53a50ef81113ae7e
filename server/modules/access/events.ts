import { Type } from 'typebox'
import { defineEvent } from '#platform/events'

// Who came in, how, and what was changed about the ways in. Never a secret, never a contact in full.
const Method = Type.String()

export const staffSignedIn = defineEvent(
  'staff.signed_in',
  Type.Object({ method: Method, second_factor: Type.Union([Type.String(), Type.Null()]) }),
)
export const staffSignInFailed = defineEvent('staff.sign_in_failed', Type.Object({ reason: Type.String() }))
export const signedOut = defineEvent('session.ended', Type.Object({}))
export const sessionsRevoked = defineEvent(
  'session.revoked',
  Type.Object({ sessions: Type.Integer(), because: Type.String() }),
)
export const passwordChanged = defineEvent('staff.password_changed', Type.Object({ by: Type.String() }))
export const pinChanged = defineEvent('staff.pin_changed', Type.Object({ by: Type.String() }))
export const totpConfirmed = defineEvent('staff.totp_confirmed', Type.Object({}))
export const totpRemoved = defineEvent('staff.totp_removed', Type.Object({ by: Type.String() }))
export const recoveryCodesMade = defineEvent('staff.recovery_codes_made', Type.Object({ codes: Type.Integer() }))
export const passkeyRegistered = defineEvent(
  'passkey.registered',
  Type.Object({ name: Type.String(), subject_kind: Type.String() }),
)
export const passkeyRemoved = defineEvent(
  'passkey.removed',
  Type.Object({ name: Type.String(), subject_kind: Type.String() }),
)
export const codeAsked = defineEvent(
  'one_time_code.asked',
  Type.Object({ contact_kind: Type.String(), contact: Type.String() }),
)
export const customerSignedIn = defineEvent(
  'customer.signed_in',
  Type.Object({ method: Method, contact: Type.Union([Type.String(), Type.Null()]) }),
)
export const keyAdded = defineEvent('key.added', Type.Object({ name: Type.String(), kind: Type.String() }))
export const keyRotated = defineEvent(
  'key.rotated',
  Type.Object({ name: Type.String(), successor_id: Type.String(), grace_s: Type.Integer() }),
)
export const keyRevoked = defineEvent('key.revoked', Type.Object({ name: Type.String() }))
export const deviceEnrolled = defineEvent(
  'device.enrolled',
  Type.Object({ name: Type.String(), register: Type.String() }),
)
export const deviceRevoked = defineEvent('device.revoked', Type.Object({ name: Type.String() }))
