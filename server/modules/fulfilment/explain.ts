import type { Ctx } from '#platform/ctx'
import { notFound } from '#platform/errors'
import type { Trace, TraceNode } from '#stock'

type Locale = 'es' | 'en'

const BECAUSE: Record<string, Record<Locale, string>> = {
  covers_most: { es: 'tiene más de lo pedido', en: 'it has more of what was ordered' },
  fewest_parts: { es: 'así hay menos paquetes', en: 'it makes fewer parcels' },
  no_small_part: { es: 'evita un paquete para una sola pieza', en: 'it avoids a parcel for a single piece' },
  fewest_split_lines: { es: 'no reparte un mismo artículo', en: 'it does not split an article' },
  nearest: { es: 'está más cerca', en: 'it is nearer' },
  nearest_exactly: { es: 'está algo más cerca', en: 'it is slightly nearer' },
  capacity_left: { es: 'le queda más capacidad hoy', en: 'it has more capacity left today' },
  stock_depth: { es: 'le quedan más existencias', en: 'it keeps more stock afterwards' },
  soonest: { es: 'lo tiene listo antes', en: 'it has it ready sooner' },
  priority: { es: 'tiene mayor prioridad', en: 'it has a higher priority' },
  named_by_customer: { es: 'la eligió el cliente', en: 'the customer chose it' },
  only_choice: { es: 'no había otra opción', en: 'there was no other choice' },
  nothing_available: { es: 'no había existencias', en: 'nothing was available' },
  name: { es: 'en igualdad, por orden de código', en: 'all else equal, by order of code' },
  already_asked: { es: 'ya se le había preguntado', en: 'it had been asked already' },
  said_no: { es: 'dijo que no hace poco', en: 'it said no a short while ago' },
  no_stock: { es: 'no tiene existencias', en: 'it has no stock' },
  at_capacity: { es: 'no admite más pedidos hoy', en: 'it takes no more orders today' },
  other_country: { es: 'está en otro país', en: 'it is in another country' },
  too_far: { es: 'está demasiado lejos', en: 'it is too far away' },
}

const because = (reason: string, locale: Locale): string => BECAUSE[reason]?.[locale] ?? reason.replaceAll('_', ' ')

/** Why this place: one sentence per place that was weighed, the chosen ones first. */
export function sentencesOf(trace: Partial<Trace>, locale: Locale): string[] {
  const nodes = trace.nodes ?? []
  if (nodes.length === 0)
    return [
      locale === 'es' ? 'No se buscó otro lugar: decide una persona.' : 'No other place was weighed: a person decides.',
    ]
  const turn = { chosen: 0, kept: 1, dropped: 2 }
  const told = nodes.toSorted((a, b) => turn[a.verdict] - turn[b.verdict]).map((node) => sentenceOf(node, locale))
  if (trace.pass !== 'hard_rules') return told
  return [
    locale === 'es'
      ? 'Ningún lugar cumplía todas las reglas; se relajaron las que se pueden.'
      : 'No place met every rule; those that may be relaxed were.',
    ...told,
  ]
}

function sentenceOf(node: TraceNode, locale: Locale): string {
  const why = because(node.reason, locale)
  const km = node.distance_km === null ? '' : ` (${node.distance_km.toLocaleString(locale)} km)`
  if (locale === 'es') {
    if (node.verdict === 'chosen') return `${node.name}${km} da ${units(node.takes, locale)}: ${why}.`
    if (node.verdict === 'kept')
      return `${node.name}${km} podía dar ${units(node.available, locale)}, pero otra opción ganó porque ${why}.`
    return `${node.name}${km} quedó fuera: ${why}.`
  }
  if (node.verdict === 'chosen') return `${node.name}${km} gives ${units(node.takes, locale)}: ${why}.`
  if (node.verdict === 'kept')
    return `${node.name}${km} could give ${units(node.available, locale)}, but another choice won because ${why}.`
  return `${node.name}${km} was left out: ${why}.`
}

const units = (count: number, locale: Locale): string =>
  locale === 'es' ? `${count} ${count === 1 ? 'unidad' : 'unidades'}` : `${count} ${count === 1 ? 'unit' : 'units'}`

export type Explanation = { fulfilment_id: string; sentences: string[]; trace: Partial<Trace> }

/** The stored decision, in words and as it was. */
export async function explain(
  ctx: Ctx,
  { fulfilment_id, locale }: { fulfilment_id: string; locale: Locale },
): Promise<Explanation> {
  const [row] = await ctx.sql<{ trace: Partial<Trace> }>`select trace from fulfilment where id = ${fulfilment_id}`
  if (!row) throw notFound('fulfilment', fulfilment_id)
  return { fulfilment_id, sentences: sentencesOf(row.trace, locale), trace: row.trace }
}
