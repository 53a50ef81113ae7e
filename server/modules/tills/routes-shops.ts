import { Type } from 'typebox'
import { Page, PageQuery } from '#platform/page'
import { Id, Shape, Text, readRoute, writeRoute } from '#platform/route'
import { shiftReport } from './report.ts'
import { setTillSettings, tillSettings } from './settings.ts'
import { Report, Settings, Shift, Task } from './shapes.ts'
import { listShifts } from './shifts.ts'
import { resolveTillTask, tillTasks } from './tasks.ts'

const OfStore = { store_id: Type.Optional(Id) }

/** What a shop sees of its tills, and what it allows them. */
export const routesForShops = [
  readRoute({
    operation: 'getShiftReport',
    method: 'GET',
    path: '/till/shift-report',
    summary: 'The X of a shift that is open, the Z of one that was closed',
    who: ['device', 'payments.read'],
    query: Shape({ shift_id: Id }),
    reply: Report,
    refusals: ['not_found'],
    failures: [404],
    handle: (ctx, { query }) => shiftReport(ctx, query),
  }),
  readRoute({
    operation: 'listShifts',
    method: 'GET',
    path: '/till/shifts',
    summary: 'Shifts of one’s stores, the latest first',
    who: ['device', 'payments.read'],
    query: Shape({ ...PageQuery, ...OfStore }),
    reply: Page(Shift),
    refusals: ['other_store'],
    handle: (ctx, { query }) => listShifts(ctx, query),
  }),
  readRoute({
    operation: 'listTillTasks',
    method: 'GET',
    path: '/till/tasks',
    summary: 'What sales of tills left open for a person',
    who: ['device', 'payments.read'],
    query: Shape({ ...PageQuery, ...OfStore, open: Type.Optional(Type.Boolean()) }),
    reply: Page(Task),
    refusals: ['other_store'],
    handle: (ctx, { query }) => tillTasks(ctx, query),
  }),
  writeRoute({
    operation: 'resolveTillTask',
    method: 'POST',
    path: '/till/tasks/:task_id/resolutions',
    summary: 'Says what was done about a task',
    who: ['tills.approve'],
    params: Shape({ task_id: Id }),
    body: Shape({ note: Text(500) }),
    reply: Task,
    refusals: ['not_found', 'resolved_already'],
    handle: (ctx, { params, body }) => resolveTillTask(ctx, { ...params, ...body }),
  }),
  readRoute({
    operation: 'getTillSettings',
    method: 'GET',
    path: '/till/settings/:store_id',
    summary: 'What a store allows its tills',
    who: ['device', 'organisation.read'],
    params: Shape({ store_id: Id }),
    reply: Settings,
    refusals: ['not_found', 'other_store'],
    handle: (ctx, { params }) => tillSettings(ctx, params),
  }),
  writeRoute({
    operation: 'setTillSettings',
    method: 'PUT',
    path: '/till/settings/:store_id',
    summary: 'Sets what a store allows its tills',
    who: ['organisation.edit'],
    params: Shape({ store_id: Id }),
    body: Settings,
    reply: Settings,
    refusals: ['not_found', 'other_store'],
    handle: (ctx, { params, body }) => setTillSettings(ctx, params.store_id, body),
  }),
]
