import { HiloError } from '#sdk'
import type { Reply } from '#sdk'
import { html } from '#shared/html.ts'
import type { Html } from '#shared/html.ts'
import { speak } from '#shared/words.ts'
import type { Ask, Shown } from '../ask.ts'
import { actField, once } from '../parts/act.ts'
import { enterButton, errorList, field, overlong, typed } from '../parts/field.ts'
import { paths } from '../paths.ts'
import { accountPage, asPerson } from './account-frame.ts'
import type { Person } from './account-frame.ts'
import { addressFields, fieldsOf, readAddress, titledAddress, typedAddress } from './checkout-address.ts'
import type { Typed, Wrong } from './checkout-address.ts'
import { hidden } from './cart-line.ts'

const WORDS = {
  title: { es: 'Direcciones', en: 'Addresses' },
  none: {
    es: 'Todavía no has guardado ninguna. La primera aparecerá ya escrita cuando compres.',
    en: 'You have not kept any yet. The first one will be filled in when you buy.',
  },
  edit: { es: 'Cambiar', en: 'Change' },
  edit_of: { es: (name: string) => `Cambiar ${name}`, en: (name: string) => `Change ${name}` },
  editing: { es: 'Cambiar la dirección', en: 'Change the address' },
  keep: { es: 'Dejarla como está', en: 'Leave it as it is' },
  new: { es: 'Añadir una dirección', en: 'Add an address' },
  label: { es: 'Cómo la llamas', en: 'What you call it' },
  label_hint: { es: 'Casa, trabajo…', en: 'Home, work…' },
  optional: { es: '(opcional)', en: '(optional)' },
  first: { es: 'La de siempre', en: 'The usual one' },
  make_first: { es: 'Usar esta por defecto', en: 'Use this one by default' },
  save: { es: 'Guardar dirección', en: 'Save address' },
  remove: { es: 'Quitar', en: 'Remove' },
  remove_of: { es: (name: string) => `Quitar ${name}`, en: (name: string) => `Remove ${name}` },
  check: { es: 'Revisa esto', en: 'Check this' },
  full: {
    es: 'Tienes muchas direcciones guardadas. Quita alguna antes.',
    en: 'You keep many addresses. Remove one first.',
  },
} as const

type Own = Reply<'listOwnAddresses'>['items'][number]
type Again = { typed: Typed; wrong: Wrong & { label?: string } }

const LABEL_LETTERS = 60

export const addressesPage = (ask: Ask): Promise<Shown> => asPerson(ask, (person) => show(ask, person))

async function show(ask: Ask, person: Person, again: Again | null = null, status = 200): Promise<Shown> {
  const { language, url, form } = ask
  const w = speak(WORDS, language)
  const { items } = await ask.client.listOwnAddresses()
  const wanted = form.get('replaces') ?? url.searchParams.get('edit')
  const editing = items.find(({ id }) => id === wanted) ?? null
  const body = html`<section class="stack" aria-labelledby="addresses"><h2 id="addresses">${w.title}</h2>
      ${items.length === 0 ? html`<p class="soft">${w.none}</p>` : null}
      <ul class="address-cards">${items.map((own) => card(ask, own))}</ul>
    </section>
    ${addressForm(ask, person, editing, again)}`
  return accountPage(ask, { part: 'addresses', person, title: w.title, body, status })
}

function card({ language }: Ask, own: Own): Html {
  const w = speak(WORDS, language)
  const at = paths(language).accountPart('addresses')
  const { title, lines } = titledAddress(own, language)
  const name = own.label ?? own.address.line1
  return html`<li class="card">
      <p><strong>${title}</strong>${own.is_default ? html` <span class="tag">${w.first}</span>` : null}</p>
      <p class="soft">${lines.map((line) => html`${line}<br>`)}</p>
      <div class="actions">
        <a class="link" href="${at}?edit=${own.id}#address" aria-label="${w.edit_of(name)}">${w.edit}</a>
        <form method="post" action="${at}/${own.id}/remove" data-live>
          <button class="text-button" aria-label="${w.remove_of(name)}">${w.remove}</button></form>
      </div>
    </li>`
}

function addressForm(ask: Ask, person: Person, editing: Own | null, again: Again | null): Html {
  const { language, form } = ask
  const w = speak(WORDS, language)
  const at = paths(language).accountPart('addresses')
  const name = [person.given_name, person.family_name].filter(Boolean).join(' ')
  const first = again === null ? (editing?.is_default ?? false) : form.has('first')
  const label = again === null ? editing?.label : typed(form, 'label')
  return html`<form class="card stack" id="address" method="post" action="${at}" novalidate data-live>
      <h2>${editing ? w.editing : w.new}</h2>
      ${enterButton(w.save)} ${errorList(w.check, again?.wrong ?? {})}
      ${actField()} ${editing && hidden({ replaces: editing.id })}
      ${field({ name: 'label', label: w.label, hint: w.label_hint, value: label, error: again?.wrong.label, optional: w.optional, autocomplete: 'off', maxlength: LABEL_LETTERS })}
      ${addressFields(again?.typed ?? (editing ? fieldsOf(editing.address) : { name }), again?.wrong ?? {}, language)}
      <label class="check"><input type="checkbox" name="first" value="yes"${first && html` checked`}> ${w.make_first}</label>
      <div class="actions"><button class="button">${w.save}</button>${editing && html`<a class="button second" href="${at}">${w.keep}</a>`}</div>
    </form>`
}

/** An address that was used is not rewritten: a changed one takes the place of the one before. */
export const addAddress = (ask: Ask): Promise<Shown> =>
  asPerson(ask, async (person) => {
    const given = typedAddress(ask.form)
    if (ask.form.has('refresh')) return show(ask, person, { typed: given, wrong: {} })
    const read = readAddress(given, ask.language)
    const label = typed(ask.form, 'label')
    const long = overlong({ label }, { label: LABEL_LETTERS }, ask.language)
    if ('wrong' in read) return show(ask, person, { typed: given, wrong: { ...long, ...read.wrong } }, 422)
    if (long.label !== undefined) return show(ask, person, { typed: given, wrong: long }, 422)
    const replaces = typed(ask.form, 'replaces')
    try {
      const address = { address: read.address, is_default: ask.form.has('first'), ...(label ? { label } : {}) }
      await once(ask.form, 'address', (options) => ask.client.addOwnAddress(address, options))
    } catch (error) {
      if (!(error instanceof HiloError) || error.code !== 'too_many_addresses') throw error
      return show(ask, person, { typed: given, wrong: { label: speak(WORDS, ask.language).full } }, 422)
    }
    if (replaces) await remove(ask, replaces)
    return { redirect: `${paths(ask.language).accountPart('addresses')}?saved` }
  })

export const removeAddress = (ask: Ask): Promise<Shown> =>
  asPerson(ask, async () => {
    await remove(ask, ask.params['address'] ?? '')
    return { redirect: paths(ask.language).accountPart('addresses') }
  })

/** What is gone already, by the same press or in another window, needs no removing. */
async function remove({ client }: Ask, address_id: string): Promise<void> {
  await client.removeOwnAddress({ address_id }).catch((error: unknown) => {
    if (!(error instanceof HiloError && error.status === 404)) throw error
  })
}
