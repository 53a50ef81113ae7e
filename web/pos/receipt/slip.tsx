import { addUp } from '#shared/totals.ts'
import { date } from '#shared/show.ts'
import { useLanguage, useWords } from '#ui/face.tsx'
import { terms } from '../sale/complete.ts'
import { mustTill } from '../session.ts'
import { Price, optionsOf } from '../show.tsx'
import type { Fact } from '../store/facts.ts'
import { Qr } from './qr.tsx'
import { moneyRows, rateName } from './paper.ts'
import { SLIP_WORDS, receiptNumber } from './slip-words.ts'

/** The receipt as it stands on paper, on the screen. */
export function Slip({ sale }: { sale: Fact<'sale'> }) {
  const w = useWords(SLIP_WORDS)
  const language = useLanguage()
  const { store, legal_entity, settings, crew, retailer } = mustTill()
  const { body, at, staff_id } = sale
  const served = crew.find(({ id }) => id === staff_id)?.name
  const { line1, postcode, city } = store.address
  return (
    <article className="slip" aria-label={`${w.receipt} ${receiptNumber(body.receipt)}`}>
      <div style={{ textAlign: 'center' }}>
        <strong style={{ fontSize: 18 }}>{retailer.name}</strong>
        <div>{store.name}</div>
        <div>{[line1, postcode, city].filter(Boolean).join(', ')}</div>
        <div>
          {legal_entity.name}
          {legal_entity.tax_id && ` · ${w.taxId} ${legal_entity.tax_id}`}
        </div>
        {settings.receipt_header && <div>{settings.receipt_header}</div>}
      </div>
      <hr />
      <div>
        {w.receipt} <strong>{receiptNumber(body.receipt)}</strong>
        <br />
        {date(at, 'stamp', language, store.timezone)}
        {served && ` · ${w.served} ${served}`}
      </div>
      <hr />
      <Lines sale={sale} />
      <hr />
      <Sums sale={sale} />
      <hr />
      <Taxes sale={sale} />
      <div style={{ display: 'grid', justifyItems: 'center', gap: 8, marginTop: 16, textAlign: 'center' }}>
        <Qr text={body.order_id} size={112} label={w.code} />
        {settings.receipt_footer && <div>{settings.receipt_footer}</div>}
      </div>
    </article>
  )
}

function Lines({ sale: { body } }: { sale: Fact<'sale'> }) {
  const w = useWords(SLIP_WORDS)
  return (
    <table>
      <tbody>
        {body.lines.map((line) => (
          <tr key={line.id}>
            <td>
              {line.quantity > 1 && (
                <>
                  {line.quantity} × <Price minor={line.unit_price} />{' '}
                </>
              )}
              {line.name} {optionsOf(line.options)}
              {line.unit_price < line.list_price && (
                <div>
                  {w.before} <Price minor={line.list_price} />
                </div>
              )}
              {line.note && <div>{line.note}</div>}
            </td>
            <td>
              <Price minor={line.unit_price * line.quantity} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Sums({ sale: { body } }: { sale: Fact<'sale'> }) {
  const w = useWords(SLIP_WORDS)
  const rows: (readonly [string, string, number])[] = [
    ...(body.rounding === 0 ? [] : [['rounding', w.rounding, body.rounding] as const]),
    ...moneyRows(body.tenders, w).map(([words, amount], at) => [`${at}`, words, amount] as const),
  ]
  return (
    <table>
      <tbody>
        <tr style={{ fontSize: 18, fontWeight: 700 }}>
          <td>{w.total}</td>
          <td>
            <Price minor={body.gross} />
          </td>
        </tr>
        {rows.map(([key, words, amount]) => (
          <tr key={key}>
            <td>{words}</td>
            <td>
              <Price minor={amount} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Taxes({ sale: { body } }: { sale: Fact<'sale'> }) {
  const w = useWords(SLIP_WORDS)
  const language = useLanguage()
  const { taxes } = addUp(
    body.lines.map((line) => ({ ...line, tax_included: body.tax_included })),
    terms().rounding,
  )
  return (
    <table>
      <tbody>
        {taxes.map(({ name, tax_ppm, net, tax }) => (
          <tr key={`${name} ${tax_ppm}`}>
            <td>
              {rateName(name, tax_ppm, language)} ({w.base} <Price minor={net} />)
            </td>
            <td>
              <Price minor={tax} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
