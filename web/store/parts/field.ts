import { html } from '#shared/html.ts'
import type { Html } from '#shared/html.ts'

export type Field = {
  name: string
  label: string
  value?: string | null | undefined
  /** What is wrong with what was typed; said beside the field. */
  error?: string | null | undefined
  hint?: string | undefined
  type?: 'text' | 'email' | 'tel' | 'date'
  autocomplete?: string
  inputmode?: 'numeric' | 'text'
  optional?: string
  wide?: boolean
  maxlength?: number
}

const describedBy = (name: string, hint: string | undefined, error: string | null | undefined): string =>
  [hint && !error ? `${name}-hint` : '', error ? `${name}-error` : ''].filter(Boolean).join(' ')

function around({ name, label, error, hint, optional, wide }: Field, control: Html): Html {
  return html`<div class="field${wide ? ' field-wide' : ''}">
    <label for="${name}">${label}${optional ? html` <span class="soft">${optional}</span>` : null}</label>
    ${control}
    ${hint && !error ? html`<p class="hint" id="${name}-hint">${hint}</p>` : null}
    ${error ? html`<p class="wrong" id="${name}-error">${error}</p>` : null}
  </div>`
}

/** A labelled line to type in, with what is wrong said beside it. */
export function field(given: Field): Html {
  const { name, value, error, hint, type = 'text', autocomplete, inputmode, maxlength = 200 } = given
  const described = describedBy(name, hint, error)
  return around(
    given,
    html`<input id="${name}" name="${name}" type="${type}" value="${value ?? ''}" maxlength="${maxlength}"
      ${autocomplete ? html` autocomplete="${autocomplete}"` : null}
      ${inputmode ? html` inputmode="${inputmode}"` : null}
      ${described ? html` aria-describedby="${described}"` : null}
      ${error ? html` aria-invalid="true"` : null}>`,
  )
}

export type Choice = { value: string; label: string }

export function selectField(given: Field & { choices: readonly Choice[]; attributes?: Html }): Html {
  const { name, value, error, hint, autocomplete, choices, attributes } = given
  const described = describedBy(name, hint, error)
  return around(
    given,
    html`<select id="${name}" name="${name}"
      ${autocomplete ? html` autocomplete="${autocomplete}"` : null}
      ${described ? html` aria-describedby="${described}"` : null}
      ${error ? html` aria-invalid="true"` : null} ${attributes ?? null}>
      ${choices.map(
        (choice) =>
          html`<option value="${choice.value}"${choice.value === (value ?? '') ? html` selected` : null}>${choice.label}</option>`,
      )}
    </select>`,
  )
}

/** What stands in the way, at the top of a form, each with the way to its field. */
export const errorList = (title: string, errors: Readonly<Record<string, string | undefined>>): Html | null => {
  const found = Object.entries(errors).filter((entry): entry is [string, string] => entry[1] !== undefined)
  if (found.length === 0) return null
  return html`<div class="buy-alert" role="alert" data-focus tabindex="-1">
    <p><strong>${title}</strong></p>
    <ul>${found.map(([name, text]) => html`<li><a href="#${name}">${text}</a></li>`)}</ul>
  </div>`
}

/** What a person typed into a form's field, without the blanks around it. */
export const typed = (form: URLSearchParams, name: string): string => (form.get(name) ?? '').trim()

/** What Enter presses is the first button of a form: this one stands before those that do something else. */
export const enterButton = (label: string): Html =>
  html`<button class="visually-hidden" tabindex="-1" aria-hidden="true">${label}</button>`
