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
import { devices, enrolDevice, revokeDevice } from './devices.ts'
import { GRACE_MAX_S, addKey, keys, revokeKey, rotateKey } from './keys.ts'
import { setStaffPin } from './pins.ts'
import { NewPassword, Pin } from './shapes.ts'
import { addStaff, changeStaff, setStaffPassword } from './staff.ts'
import { resetTotp } from './totp.ts'

const PERMISSIONS_MAX = 100
const STORES_MAX = 1_000

const StoreIds = Nullable(Type.Array(Id, { maxItems: STORES_MAX, description: 'null: every store' }))
const Staff = Shape({
  id: Id,
  email: Type.String(),
  name: Type.String(),
  role: OneOf(ROLES),
  locale: Type.String(),
  active: Type.Boolean(),
  store_ids: Nullable(Type.Array(Id)),
  created_at: Time,
})
const OfStaff = Shape({ staff_id: Id })

const staffRoutes = [
  writeRoute({
    operation: 'addStaff',
    method: 'POST',
    path: '/staff',
    summary: 'Adds a person of the retailer; a password is set afterwards',
    who: ['staff.edit'],
    status: 201,
    body: Shape({
      id: Type.Optional(Id),
      email: Type.String({ format: 'email', maxLength: 254 }),
      name: Text(120),
      role: OneOf(ROLES),
      store_ids: StoreIds,
      locale: Type.Optional(Locale),
    }),
    reply: Staff,
    refusals: ['email_taken', 'not_found'],
    handle: (ctx, { body }) => addStaff(ctx, body),
  }),
  writeRoute({
    operation: 'changeStaff',
    method: 'PATCH',
    path: '/staff/:staff_id',
    summary: 'Changes role, stores or name; deactivating signs out everywhere',
    who: ['staff.edit'],
    params: OfStaff,
    body: Shape({
      name: Type.Optional(Text(120)),
      role: Type.Optional(OneOf(ROLES)),
      active: Type.Optional(Type.Boolean()),
      locale: Type.Optional(Locale),
      store_ids: Type.Optional(StoreIds),
    }),
    reply: Staff,
    refusals: ['not_found', 'last_owner'],
    handle: (ctx, { params, body }) => changeStaff(ctx, { ...body, ...params }),
  }),
  stepsRoute({
    operation: 'setStaffPassword',
    method: 'PUT',
    path: '/staff/:staff_id/password',
    summary: 'Gives somebody a password to choose their own with, within three days, and signs them out everywhere',
    who: ['staff.edit'],
    params: OfStaff,
    body: Shape({ password: NewPassword }),
    reply: Empty,
    refusals: ['not_found', 'password_too_common', 'busy'],
    handle: async (steps, { params, body }) => {
      await setStaffPassword(steps, { ...params, ...body })
      return {}
    },
  }),
  stepsRoute({
    operation: 'setStaffPin',
    method: 'PUT',
    path: '/staff/:staff_id/pin',
    summary: 'Sets the PIN somebody types at a till: one’s own, signed in by more than it, or of people one may edit',
    who: ['staff', 'staff.edit'],
    params: OfStaff,
    body: Shape({ pin: Pin }),
    reply: Empty,
    refusals: ['not_found', 'pin_too_simple', 'busy'],
    handle: async (steps, { params, body }) => {
      await setStaffPin(steps, { ...params, ...body })
      return {}
    },
  }),
  writeRoute({
    operation: 'resetTotp',
    method: 'DELETE',
    path: '/staff/:staff_id/totp',
    summary: 'Takes away the second factor of somebody who lost it',
    who: ['staff.edit'],
    params: OfStaff,
    reply: Empty,
    refusals: ['not_found'],
    handle: async (ctx, { params }) => {
      await resetTotp(ctx, params)
      return {}
    },
  }),
]

const key = {
  id: Id,
  kind: OneOf(['publishable', 'secret']),
  name: Type.String(),
  prefix: Type.String(),
  channel: Nullable(Type.String()),
  permissions: Type.Array(Type.String()),
  created_at: Time,
  used_at: Nullable(Time),
  expires_at: Nullable(Time),
  revoked_at: Nullable(Time),
  replaces_id: Nullable(Id),
}
const NewKey = Shape({ ...key, secret: Type.String({ description: 'Told this once' }) })

const keyRoutes = [
  writeRoute({
    operation: 'addKey',
    method: 'POST',
    path: '/keys',
    summary: 'Makes a publishable or secret key; the secret is told once',
    who: ['keys.edit'],
    key: 'none',
    status: 201,
    body: Shape({
      id: Type.Optional(Id),
      kind: OneOf(['publishable', 'secret']),
      name: Text(120),
      channel: Type.Optional(Nullable(Text(60))),
      permissions: Type.Optional(Type.Array(Text(60), { maxItems: PERMISSIONS_MAX })),
    }),
    reply: NewKey,
    refusals: ['channel_required', 'unknown_channel', 'unknown_permission', 'no_permissions_here', 'key_exists'],
    handle: (ctx, { body }) => addKey(ctx, body),
  }),
  readRoute({
    operation: 'listKeys',
    method: 'GET',
    path: '/keys',
    summary: 'Keys, without their secrets',
    who: ['keys.edit'],
    reply: Shape({ items: Type.Array(Shape(key)) }),
    handle: async (ctx) => ({ items: await keys(ctx) }),
  }),
  writeRoute({
    operation: 'rotateKey',
    method: 'POST',
    path: '/keys/:key_id/rotate',
    summary: 'Makes the key’s successor; the old one lives on for the grace',
    who: ['keys.edit'],
    key: 'none',
    status: 201,
    params: Shape({ key_id: Id }),
    body: Shape({ grace_s: Type.Integer({ minimum: 0, maximum: GRACE_MAX_S }), successor_id: Type.Optional(Id) }),
    reply: NewKey,
    refusals: ['not_found', 'key_not_living', 'key_exists'],
    handle: (ctx, { params, body }) => rotateKey(ctx, { ...params, ...body }),
  }),
  writeRoute({
    operation: 'revokeKey',
    method: 'DELETE',
    path: '/keys/:key_id',
    summary: 'Ends a key at once',
    who: ['keys.edit'],
    params: Shape({ key_id: Id }),
    reply: Empty,
    refusals: ['not_found'],
    handle: async (ctx, { params }) => {
      await revokeKey(ctx, params)
      return {}
    },
  }),
]

const device = {
  id: Id,
  register_id: Id,
  register: Type.String(),
  store_id: Id,
  name: Type.String(),
  enrolled_at: Time,
  seen_at: Nullable(Time),
  revoked_at: Nullable(Time),
}

const deviceRoutes = [
  writeRoute({
    operation: 'enrolDevice',
    method: 'POST',
    path: '/devices',
    summary: 'Makes a tablet or computer a till of a register; its token is told once',
    who: ['devices.enrol'],
    key: 'none',
    status: 201,
    body: Shape({ id: Type.Optional(Id), register_id: Id, name: Text(120) }),
    reply: Shape({ ...device, token: Type.String({ description: 'Told this once' }) }),
    refusals: ['not_found', 'device_exists', 'device_alike'],
    handle: (ctx, { body }) => enrolDevice(ctx, body),
  }),
  readRoute({
    operation: 'listDevices',
    method: 'GET',
    path: '/devices',
    summary: 'The tills of one’s stores',
    who: ['devices.enrol'],
    reply: Shape({ items: Type.Array(Shape(device)) }),
    handle: async (ctx) => ({ items: await devices(ctx) }),
  }),
  writeRoute({
    operation: 'revokeDevice',
    method: 'DELETE',
    path: '/devices/:device_id',
    summary: 'Locks a lost or replaced till out',
    who: ['devices.enrol'],
    params: Shape({ device_id: Id }),
    reply: Empty,
    refusals: ['not_found'],
    handle: async (ctx, { params }) => {
      await revokeDevice(ctx, params)
      return {}
    },
  }),
]

/** Who may come in: people, keys and tills. */
export const routesForOwners = [...staffRoutes, ...keyRoutes, ...deviceRoutes]
