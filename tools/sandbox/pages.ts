import { createHash } from 'node:crypto'
import { formatMoney } from '#platform/money'
import { TEST_CARDS } from './cards.ts'
import type { CardField } from './cards.ts'
import type { Intent } from './intents.ts'
import { TEXTS } from './texts.ts'
import type { Locale } from './texts.ts'

const STYLE = `
:root{color-scheme:light dark;--ink:#1b2430;--soft:#56616e;--paper:#fff;--ground:#f2f4f7;--line:#8a94a3;--act:#0b5cad;--on-act:#fff;--bad:#a3161f;--bad-paper:#fdeeee}
@media (prefers-color-scheme:dark){:root{--ink:#eef1f5;--soft:#b3bdc9;--paper:#1a212b;--ground:#10151c;--line:#7b8796;--act:#8cc2ff;--on-act:#08121f;--bad:#ffb3b3;--bad-paper:#3a1a1d}}
*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--ink);font:1.0625rem/1.5 system-ui,sans-serif}
main{max-width:30rem;margin:0 auto;padding:1.5rem 1rem 3rem}
.card{background:var(--paper);border-radius:.75rem;padding:1.5rem;box-shadow:0 1px 3px #0003}
.sandbox{margin:0 0 1rem;padding:.5rem .75rem;border-left:.25rem solid var(--act);color:var(--soft);font-size:.9375rem}
h1{font-size:1.375rem;line-height:1.25;margin:0 0 1rem}
h2{font-size:1.0625rem;margin:0 0 .5rem}
.amount{display:flex;justify-content:space-between;align-items:baseline;margin:0 0 1.25rem}
.amount strong{font-size:1.625rem}
.field{margin:0 0 1rem}
.pair{display:grid;grid-template-columns:1fr 1fr;gap:1rem;align-items:end}
@media (max-width:24rem){.pair{grid-template-columns:1fr;gap:0}}
label{display:block;font-weight:600}
.hint{color:var(--soft);font-size:.875rem;margin:0}
.wrong{color:var(--bad);font-size:.9375rem;margin:.125rem 0 0}
input{width:100%;font:inherit;padding:.625rem .75rem;margin-top:.25rem;border:1px solid var(--line);border-radius:.5rem;background:var(--paper);color:inherit}
input[aria-invalid=true]{border-color:var(--bad);border-width:2px}
button{width:100%;min-height:3rem;font:inherit;font-weight:600;border:0;border-radius:.5rem;background:var(--act);color:var(--on-act);cursor:pointer}
button.quiet{background:none;color:var(--act);border:1px solid var(--act);margin-top:.75rem}
:focus-visible{outline:3px solid var(--act);outline-offset:2px}
.alert{background:var(--bad-paper);color:var(--bad);border-radius:.5rem;padding:.75rem 1rem;margin:0 0 1.25rem}
.alert p,.alert ul{margin:0}.alert a{color:inherit}
a{color:var(--act)}
.back{display:block;text-align:center;margin-top:1rem;padding:.5rem}
table{width:100%;border-collapse:collapse;font-size:.9375rem}
th,td{text-align:left;padding:.375rem .5rem .375rem 0;border-top:1px solid #8a94a355;vertical-align:top}
td code{white-space:nowrap}
.cards{margin-top:1.5rem}
`

/** The style is ours and named by its hash; nothing else may load or run. Forms may end in the shop (its redirect counts). */
export function policyFor(return_url: string | null): string {
  const style = createHash('sha256').update(STYLE).digest('base64')
  const shop = return_url === null ? '' : ` ${new URL(return_url).origin}`
  return `default-src 'none'; style-src 'sha256-${style}'; form-action 'self'${shop}; base-uri 'none'; frame-ancestors 'none'`
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}
const escape = (text: string): string => text.replaceAll(/[&<>"']/g, (sign) => ESCAPES[sign] ?? sign)

function page(locale: Locale, title: string, content: string): string {
  return `<!doctype html>
<html lang="${locale}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex"><title>${escape(title)}</title><style>${STYLE}</style></head>
<body><main><p class="sandbox">${TEXTS[locale].sandbox}</p>${content}</main></body>
</html>`
}

const amountOf = (intent: Intent): string =>
  `<p class="amount"><span>${TEXTS[intent.locale].to_pay}</span><strong>${escape(formatMoney(intent.amount, intent.currency, intent.locale))}</strong></p>`

type Field = { name: CardField; label: string; hint?: string; autocomplete: string; maxlength: number }

function field({ name, label, hint, autocomplete, maxlength }: Field, wrong: string | null): string {
  const described = [hint ? `${name}-hint` : '', wrong ? `${name}-wrong` : ''].filter(Boolean).join(' ')
  return `<div class="field"><label for="${name}">${label}</label>
${hint ? `<p class="hint" id="${name}-hint">${hint}</p>` : ''}
<input id="${name}" name="${name}" type="text" inputmode="${name === 'expiry' ? 'text' : 'numeric'}" autocomplete="${autocomplete}" maxlength="${maxlength}" required${
    described ? ` aria-describedby="${described}"` : ''
  }${wrong ? ' aria-invalid="true"' : ''}>
${wrong ? `<p class="wrong" id="${name}-wrong">${wrong}</p>` : ''}</div>`
}

/** The card form. What was typed is never echoed; `wrong` names the fields to correct. */
export function cardPage(intent: Intent, wrong: readonly CardField[]): string {
  const texts = TEXTS[intent.locale]
  const problem = (name: CardField) => (wrong.includes(name) ? texts.wrong[name] : null)
  const declined =
    intent.decline_code === null ? '' : (texts.declined[intent.decline_code] ?? texts.declined['card_declined'])
  const alert =
    wrong.length > 0
      ? `<div class="alert" role="alert"><h2>${texts.wrong_title}</h2><ul>${wrong.map((name) => `<li><a href="#${name}">${texts.wrong[name]}</a></li>`).join('')}</ul></div>`
      : declined
        ? `<div class="alert" role="alert"><p>${declined}</p></div>`
        : ''
  const cards = TEST_CARDS.map(
    ({ number, conduct }) =>
      `<tr><td><code>${number.replaceAll(/(\d{4})(?=\d)/g, '$1 ')}</code></td><td>${texts.conduct[conduct]}</td></tr>`,
  ).join('')
  const back =
    intent.return_url === null
      ? ''
      : `<a class="back" href="${escape(backTo(intent, intent.return_url))}">${texts.back}</a>`
  return page(
    intent.locale,
    wrong.length > 0 ? `${texts.wrong_title}: ${texts.title}` : texts.title,
    `<div class="card"><h1>${texts.title}</h1>${alert}${amountOf(intent)}
<form method="post" action="/pay/${escape(intent.id)}" novalidate>
${field({ name: 'number', label: texts.number, autocomplete: 'cc-number', maxlength: 23 }, problem('number'))}
<div class="pair">
${field({ name: 'expiry', label: texts.expiry, hint: texts.expiry_hint, autocomplete: 'cc-exp', maxlength: 9 }, problem('expiry'))}
${field({ name: 'code', label: texts.code, hint: texts.code_hint, autocomplete: 'cc-csc', maxlength: 4 }, problem('code'))}
</div>
<button type="submit">${texts.pay} ${escape(formatMoney(intent.amount, intent.currency, intent.locale))}</button>
</form>${back}</div>
<section class="cards" aria-labelledby="cards"><h2 id="cards">${texts.test_cards}</h2>
<table><thead><tr><th scope="col">${texts.card}</th><th scope="col">${texts.outcome}</th></tr></thead><tbody>${cards}</tbody></table></section>`,
  )
}

/** The bank's question before it lets the money go (3-D Secure). */
export function stepPage(intent: Intent): string {
  const texts = TEXTS[intent.locale]
  return page(
    intent.locale,
    texts.step_title,
    `<div class="card"><h1>${texts.step_title}</h1>${amountOf(intent)}<p>${texts.step_text}</p>
<form method="post" action="/pay/${escape(intent.id)}/step">
<button type="submit" name="answer" value="yes">${texts.step_yes}</button>
<button type="submit" name="answer" value="no" class="quiet">${texts.step_no}</button>
</form></div>`,
  )
}

/** Where a payment stands once there is nothing left to type. */
export function standingPage(intent: Intent): string {
  const texts = TEXTS[intent.locale]
  const kind = intent.status === 'processing' ? 'processing' : intent.status === 'voided' ? 'closed' : 'done'
  const back =
    intent.return_url === null
      ? ''
      : `<a class="back" href="${escape(backTo(intent, intent.return_url))}">${texts.return_to_shop}</a>`
  return page(
    intent.locale,
    texts[`${kind}_title`],
    `<div class="card"><h1>${texts[`${kind}_title`]}</h1>${amountOf(intent)}<p>${texts[`${kind}_text`]}</p>${back}</div>`,
  )
}

export function missingPage(locale: Locale): string {
  const texts = TEXTS[locale]
  return page(
    locale,
    texts.missing_title,
    `<div class="card"><h1>${texts.missing_title}</h1><p>${texts.missing_text}</p></div>`,
  )
}

/** The shop's address with the payment and how it stands, as a hint only: the shop asks the provider itself. */
export function backTo(intent: Intent, return_url: string): string {
  const url = new URL(return_url)
  url.searchParams.set('payment_id', intent.reference)
  url.searchParams.set('payment_status', intent.status)
  return url.href
}
