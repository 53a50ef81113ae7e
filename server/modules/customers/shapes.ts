import { Type } from 'typebox'
import { Address, Day, Id, Locale, Nullable, OneOf, Shape, Text, Time } from '#platform/route'
import { TAGS_MAX } from './edit.ts'
import { ERASE_REASONS } from './erase.ts'
import { IDENTITY_KINDS } from './rules.ts'

export const IdentityKindShape = OneOf(IDENTITY_KINDS)
export const LevelShape = OneOf(['anonymous', 'claimed', 'verified'])
export const Country = Type.String({ pattern: '^[A-Z]{2}$', description: 'ISO 3166-1 alpha-2' })
const Tag = Type.String({ pattern: '^[a-z0-9][a-z0-9_:-]{0,59}$' })
export const PreferenceName = Type.String({ pattern: '^[a-z][a-z0-9_]{0,59}$' })
/** A choice, a list of choices, a number or a text: what a form field gives. */
export const PreferenceValue = Type.Unsafe<unknown>(
  Type.Union([Text(500, 0), Type.Number(), Type.Boolean(), Type.Array(Text(100), { maxItems: 50 }), Type.Null()]),
)

/** What may be said of oneself. */
export const OwnFields = {
  given_name: Type.Optional(Nullable(Text(120))),
  family_name: Type.Optional(Nullable(Text(120))),
  language: Type.Optional(Nullable(Locale)),
  birthday: Type.Optional(Nullable(Day)),
  company: Type.Optional(Nullable(Text(200))),
  country: Type.Optional(Nullable(Country)),
}
export const Fields = { ...OwnFields, tags: Type.Optional(Type.Array(Tag, { maxItems: TAGS_MAX })) }

/** What a list shows of a person. */
const shown = {
  id: Id,
  name: Nullable(Type.String()),
  email: Nullable(Type.String()),
  phone: Nullable(Type.String()),
  tags: Type.Array(Type.String()),
}

export const LookedAtItem = Type.Object({ ...shown, looked_at: Time })

export const Hit = Type.Object({
  ...shown,
  matched: Type.Object({
    kind: OneOf(['name', 'email', 'phone', 'card', 'order', 'external', 'social']),
    term: Type.String(),
  }),
})

const face = {
  id: Id,
  given_name: Nullable(Type.String()),
  family_name: Nullable(Type.String()),
  company: Nullable(Type.String()),
  language: Nullable(Type.String()),
  birthday: Nullable(Type.String()),
  country: Nullable(Type.String()),
  created_at: Time,
}

export const AddressItem = Type.Object({
  id: Id,
  customer_id: Id,
  label: Nullable(Type.String()),
  address: Address,
  is_default: Type.Boolean(),
  created_at: Time,
})
export const PreferenceItem = Type.Object({
  name: Type.String(),
  value: Type.Unknown(),
  source: Type.String(),
  updated_at: Time,
})

const identity = { id: Id, kind: IdentityKindShape, shown: Type.String(), level: LevelShape }

export const Customer = Type.Object({
  ...face,
  created_in: Type.String(),
  ids: Type.Array(Id),
  tags: Type.Array(Type.String()),
  erased_at: Nullable(Time),
  identities: Type.Array(
    Type.Object({
      ...identity,
      customer_id: Id,
      account: Type.String(),
      value: Type.String(),
      shared: Type.Boolean(),
      source: Type.String(),
      valid_from: Time,
    }),
  ),
  addresses: Type.Array(AddressItem),
  preferences: Type.Array(PreferenceItem),
  notes: Type.Array(
    Type.Object({
      id: Id,
      customer_id: Id,
      text: Type.String(),
      visible_to: OneOf(['staff', 'customer']),
      author_id: Nullable(Id),
      author_name: Nullable(Type.String()),
      created_at: Time,
    }),
  ),
  merges: Type.Array(
    Type.Object({
      id: Id,
      kept_id: Id,
      joined_id: Id,
      evidence: Type.Unknown(),
      actor_kind: Type.String(),
      actor_id: Nullable(Id),
      merged_at: Time,
    }),
  ),
})

/** Only what a shopper may see of themself: a field that is not here cannot leave, whatever the query finds. */
export const OwnCustomer = Type.Object({
  ...face,
  identities: Type.Array(Type.Object(identity)),
  notes: Type.Array(Type.Object({ id: Id, text: Type.String(), created_at: Time })),
})

const exported = {
  identities: Type.Array(
    Type.Object({
      kind: IdentityKindShape,
      shown: Type.String(),
      level: LevelShape,
      source: Type.String(),
      valid_from: Time,
      valid_to: Nullable(Time),
    }),
  ),
  past_addresses: Type.Array(
    Type.Object({ label: Nullable(Type.String()), address: Address, created_at: Time, removed_at: Time }),
    { description: 'Taken out, and kept until the person is forgotten' },
  ),
  past_notes: Type.Array(
    Type.Object({
      text: Type.String(),
      visible_to: OneOf(['staff', 'customer']),
      created_at: Time,
      removed_at: Time,
    }),
  ),
  more_past: Type.Boolean(),
  events: Type.Array(
    Type.Object({
      id: Id,
      type: Type.String(),
      channel: Type.String(),
      store_id: Nullable(Id),
      subject_kind: Nullable(Type.String()),
      subject_id: Nullable(Id),
      occurred_at: Time,
      data: Type.Unknown(),
    }),
  ),
  more_events: Type.Boolean(),
  looks: Type.Array(
    Type.Object({
      at: Time,
      operation: Type.String(),
      channel: Type.String(),
      by: Type.String({ description: 'staff, device (a till) or integration (a program)' }),
    }),
    { description: 'Who of the retailer was shown the person, newest first' },
  ),
  more_looks: Type.Boolean(),
}
/** What this module and the log tell of a person; touchpoints adds what the modules above it hold. */
export const Export = Type.Object({ customer: Customer, ...exported })
export const OwnExport = Type.Object({
  customer: Type.Object({
    ...OwnCustomer.properties,
    addresses: Type.Array(AddressItem),
    preferences: Type.Array(PreferenceItem),
  }),
  ...exported,
})

export const Suggested = Type.Object({
  customer_id: Id,
  name: Nullable(Type.String()),
  reasons: Type.Array(
    Type.Object({
      kind: OneOf(['same_identity', 'same_name_and_birthday', 'same_name_and_address', 'same_device']),
      identity_kind: Type.Optional(IdentityKindShape),
      shown: Type.Optional(Type.String()),
      theirs: Type.Optional(LevelShape),
    }),
  ),
  doubts: Type.Array(OneOf(['both_proved', 'other_birthday', 'other_name'])),
  weight: Type.Integer(),
})

export const AddressBody = Shape({
  id: Type.Optional(Id),
  label: Type.Optional(Text(60)),
  address: Address,
  is_default: Type.Optional(Type.Boolean()),
})
export const EraseBody = Shape({ reason: Type.Optional(OneOf(ERASE_REASONS)) })
/** Facts for programs, and `note` for people. */
export const Evidence = Shape({
  rule: Text(60),
  note: Type.Optional(Text(1_000)),
  identity_id: Type.Optional(Id),
  order_id: Type.Optional(Id),
})
