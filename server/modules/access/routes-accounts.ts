import { Type } from 'typebox'
import { Empty, Id, Nullable, Shape, Text, Time, readRoute, stepsRoute, writeRoute } from '#platform/route'
import { passkeyRegistrationOptions, passkeys, registerPasskey, removePasskey } from './passkeys.ts'
import { PASSWORD_MAX } from './passwords.ts'
import { NewPassword, RegistrationResponse, SecondFactor, TotpCode, WebAuthnOptions } from './shapes.ts'
import { changePassword } from './staff.ts'
import { confirmTotp, countSecondFactor, newRecoveryCodes, removeTotp, startTotp } from './totp.ts'

const Passkey = Shape({ id: Id, name: Type.String(), created_at: Time, used_at: Nullable(Time) })
const RecoveryCodes = Shape({ recovery_codes: Type.Array(Type.String()) })

/** One's own ways in: what a person changes about themselves. */
export const routesForAccounts = [
  stepsRoute({
    operation: 'changePassword',
    method: 'POST',
    path: '/me/password',
    summary: 'Changes one’s own password and ends one’s other sessions',
    who: ['staff'],
    key: 'none',
    body: Shape({ password: Type.String({ minLength: 1, maxLength: PASSWORD_MAX }), new_password: NewPassword }),
    reply: Empty,
    refusals: ['bad_password', 'password_too_common', 'password_changed', 'too_many_attempts', 'busy'],
    handle: async (steps, { body }) => {
      await changePassword(steps, body)
      return {}
    },
  }),
  writeRoute({
    operation: 'startTotp',
    method: 'POST',
    path: '/me/totp',
    summary: 'Begins to set up an authenticator app',
    who: ['staff'],
    key: 'none',
    reply: Shape({ secret: Type.String(), uri: Type.String() }),
    refusals: ['totp_active'],
    handle: (ctx) => startTotp(ctx),
  }),
  stepsRoute({
    operation: 'confirmTotp',
    method: 'POST',
    path: '/me/totp/confirm',
    summary: 'Switches the second factor on with its first code; tells the recovery codes',
    who: ['staff'],
    key: 'none',
    body: Shape({ totp_code: TotpCode }),
    reply: RecoveryCodes,
    refusals: ['bad_second_factor', 'totp_active', 'too_many_attempts'],
    handle: async ({ write }, { body }) => {
      await write(countSecondFactor)
      return write((ctx) => confirmTotp(ctx, body))
    },
  }),
  stepsRoute({
    operation: 'removeTotp',
    method: 'POST',
    path: '/me/totp/remove',
    summary: 'Switches the second factor off, with a last code of it',
    who: ['staff'],
    key: 'none',
    body: SecondFactor,
    reply: Empty,
    refusals: ['bad_second_factor', 'no_totp', 'too_many_attempts'],
    handle: async ({ write }, { body }) => {
      await write(countSecondFactor)
      await write((ctx) => removeTotp(ctx, body))
      return {}
    },
  }),
  stepsRoute({
    operation: 'newRecoveryCodes',
    method: 'POST',
    path: '/me/recovery-codes',
    summary: 'Ten new recovery codes; those before are void',
    who: ['staff'],
    key: 'none',
    body: SecondFactor,
    reply: RecoveryCodes,
    refusals: ['bad_second_factor', 'no_totp', 'too_many_attempts'],
    handle: async ({ write }, { body }) => {
      await write(countSecondFactor)
      return write((ctx) => newRecoveryCodes(ctx, body))
    },
  }),
  writeRoute({
    operation: 'passkeyRegistrationOptions',
    method: 'POST',
    path: '/me/passkeys/options',
    summary: 'What a browser needs to make a passkey',
    who: ['staff', 'verified'],
    key: 'none',
    reply: WebAuthnOptions,
    refusals: ['too_many_passkeys'],
    handle: (ctx) => passkeyRegistrationOptions(ctx),
  }),
  stepsRoute({
    operation: 'registerPasskey',
    method: 'POST',
    path: '/me/passkeys',
    summary: 'Registers the passkey the browser made',
    who: ['staff', 'verified'],
    key: 'none',
    status: 201,
    body: Shape({ challenge_id: Id, name: Text(80), response: RegistrationResponse }),
    reply: Passkey,
    refusals: ['bad_passkey', 'passkey_known', 'challenge_expired'],
    failures: [410],
    handle: (steps, { body }) => registerPasskey(steps, body),
  }),
  readRoute({
    operation: 'listPasskeys',
    method: 'GET',
    path: '/me/passkeys',
    summary: 'One’s own passkeys',
    who: ['staff', 'verified'],
    reply: Shape({ items: Type.Array(Passkey) }),
    handle: async (ctx) => ({ items: await passkeys(ctx) }),
  }),
  writeRoute({
    operation: 'removePasskey',
    method: 'DELETE',
    path: '/me/passkeys/:passkey_id',
    summary: 'Removes one of one’s own passkeys',
    who: ['staff', 'verified'],
    params: Shape({ passkey_id: Id }),
    reply: Empty,
    refusals: ['not_found'],
    handle: async (ctx, { params }) => {
      await removePasskey(ctx, params)
      return {}
    },
  }),
]
