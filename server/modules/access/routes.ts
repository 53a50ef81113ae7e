import { Type } from 'typebox'
import { ROLES } from '#organisation'
import {
  Empty,
  Id,
  Locale,
  Nullable,
  OneOf,
  Shape,
  Text,
  Time,
  readRoute,
  stepsRoute,
  writeRoute,
} from '#platform/route'
import { giveCookie, takeCookie } from './cookie.ts'
import { me } from './me.ts'
import { askOneTimeCode, signInByCode } from './one-time-codes.ts'
import { passkeySignInOptions, signInByPasskey } from './passkeys.ts'
import { PASSWORD_MAX } from './passwords.ts'
import { signInAtTill } from './pins.ts'
import { setUpRoutes } from './routes-set-up.ts'
import { routesForAccounts } from './routes-accounts.ts'
import { routesForOwners } from './routes-owners.ts'
import { revokeSession, revokeSessions, sessions, signOut } from './sessions.ts'
import { signIn } from './sign-in.ts'
import { AuthenticationResponse, NewPassword, Opened, Pin, TotpCode, WebAuthnOptions } from './shapes.ts'
import { startVisit } from './visits.ts'

const Cookie = Type.Optional(Type.Boolean({ description: 'Also set the session as cookie `hilo_session`' }))
const StaffSession = { id: Id, email: Type.String(), name: Type.String(), role: OneOf(ROLES), locale: Type.String() }

const comeIn = [
  stepsRoute({
    operation: 'startVisit',
    method: 'POST',
    path: '/visits',
    summary: 'Begins the thread of a visitor nobody knows yet',
    who: ['storefront'],
    key: 'none',
    status: 201,
    body: Shape({ language: Type.Optional(Locale), cookie: Cookie }),
    reply: Shape({ ...Opened, customer_id: Id }),
    handle: async (steps, { body: { cookie, ...input } }) => giveCookie(steps, cookie, await startVisit(steps, input)),
  }),
  stepsRoute({
    operation: 'signIn',
    method: 'POST',
    path: '/sign-in',
    summary: 'Staff come in with e-mail, password and, where set up, a second factor',
    who: ['public'],
    key: 'none',
    body: Shape({
      email: Text(254),
      password: Type.String({ minLength: 1, maxLength: PASSWORD_MAX }),
      new_password: Type.Optional(NewPassword),
      totp_code: Type.Optional(TotpCode),
      recovery_code: Type.Optional(Text(40)),
      cookie: Cookie,
    }),
    reply: Shape({ ...Opened, staff: Shape(StaffSession) }),
    refusals: [
      'bad_sign_in',
      'password_given',
      'password_expired',
      'password_is_own',
      'password_unchanged',
      'password_too_common',
      'totp_required',
      'bad_second_factor',
      'too_many_attempts',
      'busy',
    ],
    handle: async (steps, { body: { cookie, ...input } }) => giveCookie(steps, cookie, await signIn(steps, input)),
  }),
  stepsRoute({
    operation: 'signInAtTill',
    method: 'POST',
    path: '/till/sign-in',
    summary: 'Somebody of the shop takes their place at this till by PIN, in its store alone',
    who: ['device'],
    key: 'none',
    body: Shape({ staff_id: Id, pin: Pin }),
    reply: Shape({ ...Opened, staff: Shape(StaffSession) }),
    refusals: ['bad_pin', 'too_many_attempts', 'busy'],
    handle: (steps, { body }) => signInAtTill(steps, body),
  }),
  stepsRoute({
    operation: 'passkeySignInOptions',
    method: 'POST',
    path: '/sign-in/passkey/options',
    summary: 'What a browser needs to ask for a passkey',
    who: ['public'],
    key: 'none',
    reply: WebAuthnOptions,
    refusals: ['too_many_attempts'],
    handle: ({ write, address }) => write((ctx) => passkeySignInOptions(ctx, { address })),
  }),
  stepsRoute({
    operation: 'signInByPasskey',
    method: 'POST',
    path: '/sign-in/passkey',
    summary: 'Staff and shoppers come in with a passkey',
    who: ['public'],
    key: 'none',
    body: Shape({ challenge_id: Id, response: AuthenticationResponse, cookie: Cookie }),
    reply: Shape({
      ...Opened,
      kind: OneOf(['staff', 'customer']),
      staff: Nullable(Shape(StaffSession)),
      customer_id: Nullable(Id),
    }),
    refusals: ['bad_passkey', 'challenge_expired'],
    failures: [410],
    handle: async (steps, { body: { cookie, ...input } }) =>
      giveCookie(steps, cookie, await signInByPasskey(steps, input)),
  }),
  stepsRoute({
    operation: 'askOneTimeCode',
    method: 'POST',
    path: '/one-time-codes',
    summary: 'Sends a code to an e-mail or telephone, known or not',
    who: ['storefront', 'customer'],
    key: 'none',
    status: 202,
    body: Shape({ kind: OneOf(['email', 'phone']), value: Text(320), locale: Type.Optional(Locale) }),
    reply: Shape({ challenge_id: Id, expires_at: Time }),
    refusals: ['bad_contact', 'too_many_attempts'],
    handle: ({ write, address }, { body }) => write((ctx) => askOneTimeCode(ctx, { ...body, address })),
  }),
  stepsRoute({
    operation: 'signInByCode',
    method: 'POST',
    path: '/one-time-codes/:challenge_id/answer',
    summary: 'Proves a contact: the visitor becomes the shopper it belongs to',
    who: ['storefront', 'customer'],
    key: 'none',
    params: Shape({ challenge_id: Id }),
    body: Shape({ code: Type.String({ pattern: '^[0-9]{6}$' }), cookie: Cookie }),
    reply: Shape({ ...Opened, customer_id: Id }),
    refusals: ['bad_code', 'code_expired', 'contact_blocked', 'not_found'],
    failures: [410],
    handle: async (steps, { params, body: { code, cookie } }) =>
      giveCookie(steps, cookie, await signInByCode(steps, { challenge_id: params.challenge_id, code })),
  }),
]

const stay = [
  readRoute({
    operation: 'me',
    method: 'GET',
    path: '/me',
    summary: 'Who this credential is and what it may do',
    who: ['public'],
    reply: Shape({
      kind: Type.String(),
      id: Nullable(Id),
      name: Nullable(Type.String()),
      customer_id: Nullable(Id),
      verified: Type.Boolean(),
      session_id: Nullable(Id),
      channel: Nullable(Type.String()),
      permissions: Type.Array(Type.String()),
      store_ids: Nullable(Type.Array(Id)),
      staff: Nullable(Shape({ email: Type.String(), role: OneOf(ROLES), locale: Type.String(), totp: Type.Boolean() })),
    }),
    handle: (ctx) => me(ctx),
  }),
  stepsRoute({
    operation: 'signOut',
    method: 'POST',
    path: '/sign-out',
    summary: 'Ends this session',
    who: ['staff', 'customer'],
    key: 'none',
    reply: Empty,
    handle: async (steps) => {
      await steps.write(signOut)
      takeCookie(steps)
      return {}
    },
  }),
  readRoute({
    operation: 'listSessions',
    method: 'GET',
    path: '/me/sessions',
    summary: 'Where one is signed in',
    who: ['staff', 'verified'],
    reply: Shape({
      items: Type.Array(
        Shape({
          id: Id,
          channel: Nullable(Type.String()),
          user_agent: Nullable(Type.String()),
          created_at: Time,
          seen_at: Time,
          expires_at: Time,
          current: Type.Boolean(),
        }),
      ),
    }),
    handle: async (ctx) => ({ items: await sessions(ctx) }),
  }),
  writeRoute({
    operation: 'revokeSession',
    method: 'DELETE',
    path: '/me/sessions/:session_id',
    summary: 'Ends one of one’s own sessions',
    who: ['staff', 'verified'],
    params: Shape({ session_id: Id }),
    reply: Empty,
    refusals: ['not_found'],
    handle: async (ctx, { params }) => {
      await revokeSession(ctx, params)
      return {}
    },
  }),
  writeRoute({
    operation: 'revokeSessions',
    method: 'POST',
    path: '/me/sessions/revoke',
    summary: 'Signs out everywhere',
    who: ['staff', 'verified'],
    key: 'none',
    body: Shape({ keep_this: Type.Boolean() }),
    reply: Shape({ sessions: Type.Integer() }),
    handle: (ctx, { body }) => revokeSessions(ctx, body),
  }),
]

export const routes = [...setUpRoutes, ...comeIn, ...stay, ...routesForAccounts, ...routesForOwners]
