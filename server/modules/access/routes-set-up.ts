import { Type } from 'typebox'
import { Id, stepsRoute } from '#platform/route'
import { SetUp, setUp } from './set-up.ts'

export const setUpRoutes = [
  stepsRoute({
    operation: 'setUp',
    method: 'POST',
    path: '/set-up',
    summary: 'The first hour: the retailer, its company, its owner; once, with the code in the data folder',
    who: ['public'],
    key: 'none',
    status: 201,
    body: SetUp,
    reply: Type.Object({ staff_id: Id }),
    refusals: [
      'bad_set_up_code',
      'password_too_common',
      'unknown_timezone',
      'unknown_currency',
      'already_set_up',
      'too_many_attempts',
      'busy',
    ],
    failures: [403],
    handle: (steps, { body }) => setUp(steps, body),
  }),
]
