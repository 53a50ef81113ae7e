import { Type } from 'typebox'
import { defineEvent } from '#platform/events'

export const storeSaved = defineEvent('store.saved', Type.Object({ code: Type.String(), name: Type.String() }))
export const channelSaved = defineEvent('channel.saved', Type.Object({ code: Type.String() }))
export const locationSaved = defineEvent('location.saved', Type.Object({ code: Type.String() }))
export const staffAdded = defineEvent('staff.added', Type.Object({ name: Type.String(), role: Type.String() }))
export const staffChanged = defineEvent('staff.changed', Type.Object({ role: Type.String(), active: Type.Boolean() }))
