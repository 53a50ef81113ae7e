import { Type } from 'typebox'
import { defineEvent } from '#platform/events'
import { Id, Nullable, Shape } from '#platform/route'

const Kind = Type.String()

/** A person enters the thread: a visitor nobody knows yet, or somebody registered with a name. */
export const customerCreated = defineEvent('customer.created', Shape({ known: Type.Boolean() }))

/** A contact became theirs, or more certain. The value itself stays in the identity: it can be erased there. */
export const customerIdentified = defineEvent(
  'customer.identified',
  Shape({ identity_id: Id, kind: Kind, level: Type.String(), source: Type.String(), outcome: Type.String() }),
)

export const customerIdentityRemoved = defineEvent('customer.identity_removed', Shape({ identity_id: Id, kind: Kind }))
export const customerIdentityShared = defineEvent(
  'customer.identity_shared',
  Shape({ identity_id: Id, kind: Kind, shared: Type.Boolean() }),
)

/** Two people are one; `rule` says why in a word, the evidence lies in the merge. */
export const customerMerged = defineEvent(
  'customer.merged',
  Shape({ merge_id: Id, kept_id: Id, joined_id: Id, rule: Nullable(Type.String()) }),
)
/** Told to both sides, who are two again. */
export const customerUnmerged = defineEvent('customer.unmerged', Shape({ merge_id: Id, kept_id: Id, joined_id: Id }))

/** Which fields changed, not what they say. */
export const customerEdited = defineEvent('customer.edited', Shape({ fields: Type.Array(Type.String()) }))
export const customerTagged = defineEvent(
  'customer.tagged',
  Shape({ added: Type.Array(Type.String()), removed: Type.Array(Type.String()) }),
)
export const customerNoted = defineEvent('customer.noted', Shape({ note_id: Id, visible_to: Type.String() }))
export const customerAddressAdded = defineEvent('customer.address_added', Shape({ address_id: Id }))
export const customerPreferenceSet = defineEvent('customer.preference_set', Shape({ name: Type.String() }))

// What is taken away is told as what is added: otherwise the trail would show a record that only ever grows.
export const customerNoteRemoved = defineEvent(
  'customer.note_removed',
  Shape({ note_id: Id, visible_to: Type.String() }),
)
export const customerAddressRemoved = defineEvent('customer.address_removed', Shape({ address_id: Id }))
export const customerPreferenceRemoved = defineEvent('customer.preference_removed', Shape({ name: Type.String() }))

/** Whoever keeps anything personal under one of these ids now removes it. */
export const customerErased = defineEvent('customer.erased', Shape({ customer_ids: Type.Array(Id) }))
