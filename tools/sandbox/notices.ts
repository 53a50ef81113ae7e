import { randomBytes } from 'node:crypto'
import { Webhook } from 'standardwebhooks'
import type { Intent } from './intents.ts'
import type { Journal } from './journal.ts'

export type Notice = { id: string; intent_id: string; url: string; body: string; unruly: boolean }
export type NoticeEntry = { type: 'notice'; notice: Notice } | { type: 'notice_ended'; id: string; delivered: boolean }

const TIMEOUT_MS = 5_000
const RETRY_AFTER_MS = [200, 1_000, 5_000, 30_000, 120_000, 600_000] as const
/** Notices of an unruly card are collected this long, then sent newest first and twice each. */
const UNRULY_WAIT_MS = 150

/** Tells the merchant, signed by Standard Webhooks, until it answers 2xx or patience ends. What was not delivered goes out after a restart. */
export function openNotices(journal: Journal<NoticeEntry>, secret: string) {
  const webhook = new Webhook(secret)
  const waiting = new Map<string, Notice>()
  const timers = new Set<NodeJS.Timeout>()
  for (const entry of journal.entries) {
    if (entry.type === 'notice') waiting.set(entry.notice.id, entry.notice)
    else waiting.delete(entry.id)
  }

  function later(ms: number, work: () => void): void {
    const timer = setTimeout(() => {
      timers.delete(timer)
      work()
    }, ms)
    timers.add(timer)
  }

  function announce(intent: Intent, type: string): void {
    if (intent.notice_url === null) return
    const { id, reference, status, version } = intent
    const notice: Notice = {
      id: `msg_${randomBytes(12).toString('base64url')}`,
      intent_id: id,
      url: intent.notice_url,
      body: JSON.stringify({ type, timestamp: new Date().toISOString(), data: { id, reference, status, version } }),
      unruly: intent.unruly_notices,
    }
    journal.append({ type: 'notice', notice })
    waiting.set(notice.id, notice)
    if (notice.unruly) later(UNRULY_WAIT_MS, () => sendUnruly(notice.intent_id))
    else void send(notice, 0)
  }

  async function sendUnruly(intent_id: string): Promise<void> {
    const together = [...waiting.values()].filter((notice) => notice.intent_id === intent_id && notice.unruly)
    for (const notice of together.toReversed()) {
      await post(notice)
      await send(notice, 0)
    }
  }

  async function send(notice: Notice, attempt: number): Promise<void> {
    if (await post(notice)) return end(notice, true)
    const wait = RETRY_AFTER_MS[attempt]
    if (wait === undefined) end(notice, false)
    else later(wait, () => void send(notice, attempt + 1))
  }

  function end(notice: Notice, delivered: boolean): void {
    if (waiting.delete(notice.id)) journal.append({ type: 'notice_ended', id: notice.id, delivered })
  }

  async function post(notice: Notice): Promise<boolean> {
    const now = new Date()
    try {
      const response = await fetch(notice.url, {
        method: 'POST',
        body: notice.body,
        headers: {
          'content-type': 'application/json',
          'webhook-id': notice.id,
          'webhook-timestamp': String(Math.floor(now.getTime() / 1000)),
          'webhook-signature': webhook.sign(notice.id, now, notice.body),
        },
        signal: AbortSignal.timeout(TIMEOUT_MS),
      })
      await response.body?.cancel()
      return response.ok
    } catch {
      return false
    }
  }

  return {
    announce,
    resume: () => {
      for (const notice of waiting.values()) void send(notice, 0)
    },
    stop: () => {
      for (const timer of timers) clearTimeout(timer)
    },
  }
}
