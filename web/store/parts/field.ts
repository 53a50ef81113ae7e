import { html } from '#shared/html.ts'
import type { Html } from '#shared/html.ts'
import { speak } from '#shared/words.ts'
import type { Language } from '#shared/words.ts'

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

const CONTROL = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F]/g

/** What a person typed into a form's field: without the blanks around it, a new line as one letter, no control signs. */
export const typed = (form: URLSearchParams, name: string): string =>
  (form.get(name) ?? '').replaceAll('\r\n', '\n').replaceAll(CONTROL, '').trim()

const WORDS = {
  long: { es: (most: number) => `Como mucho ${most} letras.`, en: (most: number) => `At most ${most} letters.` },
} as const

/** What is longer than its field holds, said beside it: most browsers stop there, and not everything is one. */
export function overlong<Name extends string>(
  given: Readonly<Partial<Record<Name, string | null>>>,
  most: Readonly<Partial<Record<Name, number>>>,
  language: Language,
): Partial<Record<Name, string>> {
  const w = speak(WORDS, language)
  const found = Object.entries<number | undefined>(most).filter(
    ([name, letters = Infinity]) => Array.from<string>(given[name as Name] ?? '').length > letters,
  )
  return Object.fromEntries(found.map(([name, letters = 0]) => [name, w.long(letters)])) as Partial<
    Record<Name, string>
  >
}

/** What Enter presses is the first button of a form: this one stands before those that do something else. */
export const enterButton = (label: string): Html =>
  html`<button class="visually-hidden" tabindex="-1" aria-hidden="true">${label}</button>`

/** Looks like an e-mail from end to end: where it is refused all the same, it is not for the way it is written. */
export const isWhole = (email: string): boolean => /^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/.test(email)
