import { Type } from 'typebox'
import { defineEvent } from '#platform/events'
import { Amount, Currency } from '#platform/money'
import { Id, Nullable } from '#platform/route'
import { DrawerAmount, DrawerSum } from '#shared/till-facts.ts'

const Till = { device_id: Id, till: Type.String(), currency: Currency, staff_name: Type.String() }

export const shiftOpened = defineEvent('shift.opened', Type.Object({ ...Till, shift_id: Id, float: DrawerAmount }))
/** `variance`: what was counted less what the facts come to. */
export const shiftClosed = defineEvent(
  'shift.closed',
  Type.Object({
    ...Till,
    shift_id: Id,
    z_number: Type.Integer(),
    sales: Type.Integer(),
    gross: DrawerSum,
    variance: Type.Object({ cash: DrawerSum, terminal: DrawerSum }),
  }),
)
export const cashMoved = defineEvent(
  'till.cash_moved',
  Type.Object({ ...Till, shift_id: Id, direction: Type.String(), amount: DrawerAmount, reason: Type.String() }),
)
export const ticketVoided = defineEvent(
  'till.ticket_voided',
  Type.Object({ ...Till, ticket_id: Id, gross: Amount, reason: Type.String() }),
)
export const taskRaised = defineEvent(
  'till.task_raised',
  Type.Object({ task_id: Id, kind: Type.String(), number: Nullable(Type.String()) }),
)
export const taskResolved = defineEvent(
  'till.task_resolved',
  Type.Object({ task_id: Id, kind: Type.String(), note: Type.String() }),
)
export const settingsSaved = defineEvent('till.settings_saved', Type.Object({ store: Type.String() }))
