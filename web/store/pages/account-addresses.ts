import { html } from '#shared/html.ts'
import { speak } from '#shared/words.ts'
import type { Ask, Shown } from '../ask.ts'
import { enterButton, errorList, field, typed } from '../parts/field.ts'
import { paths } from '../paths.ts'
import { accountPage, asPerson } from './account-frame.ts'
import type { Person } from './account-frame.ts'
import { addressFields, readAddress, titledAddress, typedAddress } from './checkout-address.ts'
import type { Typed, Wrong } from './checkout-address.ts'

const WORDS = {
  title: { es: 'Direcciones', en: 'Addresses' },
  none: {
    es: 'Todavía no has guardado ninguna. La primera aparecerá ya escrita cuando compres.',
    en: 'You have not kept any yet. The first one will be filled in when you buy.',
  },
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

export const addressesPage = (ask: Ask): Promise<Shown> => asPerson(ask, (person) => show(ask, person))

async function show(
  ask: Ask,
  person: Person,
  again: { typed: Typed; wrong: Wrong } | null = null,
  status = 200,
): Promise<Shown> {
  const { language } = ask
  const w = speak(WORDS, language)
  const to = paths(language)
  const { items } = await ask.client.listOwnAddresses()
  const name = [person.given_name, person.family_name].filter(Boolean).join(' ')
  const body = html`<section class="stack" aria-labelledby="addresses"><h2 id="addresses">${w.title}</h2>
      ${items.length === 0 ? html`<p class="soft">${w.none}</p>` : null}
      <ul class="address-cards">${items.map((own) => {
        const { title, lines } = titledAddress(own, language)
        return html`<li class="card">
          <p><strong>${title}</strong>${own.is_default ? html` <span class="tag">${w.first}</span>` : null}</p>
          <p class="soft">${lines.map((line) => html`${line}<br>`)}</p>
          <form method="post" action="${to.accountPart('addresses')}/${own.id}/remove" data-live>
            <button class="text-button" aria-label="${w.remove_of(own.label ?? own.address.line1)}">${w.remove}</button></form>
        </li>`
      })}</ul>
    </section>
    <form class="card stack" method="post" action="${to.accountPart('addresses')}" novalidate data-live>
      <h2>${w.new}</h2>
      ${enterButton(w.save)} ${errorList(w.check, again?.wrong ?? {})}
      ${field({ name: 'label', label: w.label, hint: w.label_hint, value: typed(ask.form, 'label'), optional: w.optional, autocomplete: 'off', maxlength: 60 })}
      ${addressFields(again?.typed ?? { name }, again?.wrong ?? {}, language)}
      <label class="check"><input type="checkbox" name="first" value="yes"> ${w.make_first}</label>
      <div><button class="button">${w.save}</button></div>
    </form>`
  return accountPage(ask, { part: 'addresses', person, title: w.title, body, status })
}

export const addAddress = (ask: Ask): Promise<Shown> =>
  asPerson(ask, async (person) => {
    const given = typedAddress(ask.form)
    if (ask.form.has('refresh')) return show(ask, person, { typed: given, wrong: {} })
    const read = readAddress(given, ask.language)
    if ('wrong' in read) return show(ask, person, { typed: given, wrong: read.wrong }, 422)
    const label = typed(ask.form, 'label')
    await ask.client.addOwnAddress({
      address: read.address,
      is_default: ask.form.has('first'),
      ...(label ? { label } : {}),
    })
    return { redirect: `${paths(ask.language).accountPart('addresses')}?saved` }
  })

export const removeAddress = (ask: Ask): Promise<Shown> =>
  asPerson(ask, async () => {
    await ask.client.removeOwnAddress({ address_id: ask.params['address'] ?? '' })
    return { redirect: paths(ask.language).accountPart('addresses') }
  })
