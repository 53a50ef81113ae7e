import { retailer } from '#organisation'
import type { Ctx } from '#platform/ctx'
import { Refused } from '#platform/errors'
import type { Page } from '#platform/module'
import { inWords, timeline } from '#touchpoints'
import type { Language, Moment } from '#touchpoints'
import type { Figures } from './figures.ts'
import { demoCustomer, figures } from './figures.ts'
import type { Html } from './html.ts'
import { html } from './html.ts'
import { channelColour, channelName, say } from './words.ts'

const MOMENTS = 60
const FIGURES = ['stores', 'variants', 'customers', 'orders', 'moments'] as const

export const pages: readonly Page[] = [{ path: '/', handle: frontPage }]

async function frontPage(
  ctx: Ctx,
  { query, language }: { query: Record<string, string | undefined>; language: Language },
): Promise<string> {
  const after = /^[A-Za-z0-9_-]{1,400}$/.test(query['after'] ?? '') ? query['after'] : undefined
  const customer = await demoCustomer(ctx)
  const name = await retailerName(ctx)
  const thread = customer && (await timeline(ctx, { customer_id: customer.id, limit: MOMENTS, after }))
  const body = html`
    <a class="skip" href="#thread">${say('skip', language)}</a>
    <header>
      <p class="brand"><span class="sign" aria-hidden="true"></span>Hilo</p>
      <nav><a href="?lang=${language === 'es' ? 'en' : 'es'}" lang="${language === 'es' ? 'en' : 'es'}">${say('other', language)}</a></nav>
    </header>
    <main>
      <h1>${say('title', language)}</h1>
      <p class="lead">${say('lead', language)}</p>
      <p class="links">
        <a class="primary" href="/api/docs">${say('docs', language)}</a>
        <a href="/api/openapi.json">${say('openapi', language)}</a>
        <a href="/ready">${say('health', language)}</a>
        <a href="/metrics">${say('metrics', language)}</a>
      </p>
      ${tiles(await figures(ctx), name ?? say('empty', language), language)}
      <section id="thread" aria-labelledby="thread-title">
        <h2 id="thread-title">${say('thread', language)} ${customer?.given_name ?? say('somebody', language)}</h2>
        ${
          thread === null || thread.items.length === 0
            ? html`<p class="none">${say('none', language)}</p>`
            : html`<p>${say('threadLead', language)}</p>${days(thread.items, language)}${
                thread.next === null
                  ? null
                  : html`<p><a href="?lang=${language}&after=${thread.next}#thread">${say('more', language)}</a></p>`
              }`
        }
      </section>
    </main>`
  return document(body, say('title', language), language)
}

async function retailerName(ctx: Ctx): Promise<string | null> {
  try {
    return (await retailer(ctx)).name
  } catch (error) {
    if (error instanceof Refused) return null
    throw error
  }
}

const tiles = (row: Figures, name: string, language: Language): Html => html`
  <dl class="figures">
    ${FIGURES.map((key) => html`<div><dt>${say(key, language)}</dt><dd>${new Intl.NumberFormat(language).format(row[key])}</dd></div>`)}
  </dl>
  <p class="runs">${name} · PostgreSQL ${row.postgres} · Node ${process.versions.node}</p>`

/** The thread, newest first, a heading per day; the line that joins the dots is the same everywhere. */
function days(moments: readonly Moment[], language: Language): Html {
  const dayOf = new Intl.DateTimeFormat(language, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'Europe/Madrid',
  })
  const byDay = Map.groupBy(moments, (moment) => dayOf.format(moment.occurred_at))
  return html`<div class="thread">${[...byDay].map(
    ([day, rows]) => html`<h3>${day}</h3><ol>${rows.map((row) => momentRow(row, language))}</ol>`,
  )}</div>`
}

function momentRow(moment: Moment, language: Language): Html {
  const time = new Intl.DateTimeFormat(language, {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone: 'Europe/Madrid',
  }).format(moment.occurred_at)
  const where = moment.store_name ? ` · ${moment.store_name}` : ''
  const who = moment.actor_kind === 'staff' && moment.actor_name ? ` · ${say('by', language)} ${moment.actor_name}` : ''
  return html`
    <li>
      <span class="dot ${channelColour(moment.channel)}" aria-hidden="true"></span>
      <time datetime="${moment.occurred_at.toISOString()}" title="${moment.occurred_at.toISOString()}">${time}</time>
      <p>${inWords(moment, language)}<small>${channelName(moment.channel, language)}${where}${who}</small></p>
    </li>`
}

const document = (body: Html, title: string, language: Language): string =>
  html`<!doctype html>
<html lang="${language}">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Hilo · ${title}</title>
    <link rel="icon" href="/assets/home/hilo.svg" type="image/svg+xml">
    <link rel="stylesheet" href="/assets/ui/fonts.css">
    <link rel="stylesheet" href="/assets/ui/tokens.css">
    <link rel="stylesheet" href="/assets/home/home.css">
  </head>
  <body>${body}</body>
</html>`.text
