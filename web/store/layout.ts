import { html } from '#shared/html.ts'
import type { Html } from '#shared/html.ts'
import type { Ask, Shown } from './ask.ts'

export type Layout = { title: string; body: Html; status?: number; head?: Html }

/** The frame every page of the shop stands in. */
export function page({ language, files }: Ask, { title, body, head, status = 200 }: Layout): Shown {
  const text = html`<!doctype html>
<html lang="${language}">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>${title}</title>
    ${files.style && html`<link rel="stylesheet" href="${files.style}">`}
    ${files.script && html`<script type="module" src="${files.script}"></script>`}
    ${head ?? null}
  </head>
  <body>${body}</body>
</html>`.text
  return { body: text, status }
}
