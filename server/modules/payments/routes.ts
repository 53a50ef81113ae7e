import { Type } from 'typebox'
import { RawBody, Shape, Text, writeRoute } from '#platform/route'
import { receiveNotice } from './notice.ts'

const NOTICE_BYTES_MAX = 65_536

export const routes = [
  writeRoute({
    operation: 'receivePaymentNotice',
    method: 'POST',
    path: '/payment-notices/:provider',
    summary: 'Where payment providers send their signed notices (Standard Webhooks)',
    who: ['public'],
    // The notice's own id makes a repeat harmless; strangers leave no row behind.
    key: 'none',
    raw: true,
    body_limit: NOTICE_BYTES_MAX,
    params: Shape({ provider: Text(40) }),
    body: RawBody,
    reply: Shape({ received: Type.Boolean() }),
    refusals: ['unknown_provider', 'bad_signature', 'provider_not_configured'],
    handle: (ctx, { params, body }) => receiveNotice(ctx, { provider: params.provider, ...body }),
  }),
]
