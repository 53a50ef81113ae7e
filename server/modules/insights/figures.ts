import type { Kind } from './kinds.ts'
import type { Scope, Span } from './period.ts'
import { countedIn, ordersIn } from './shapes.ts'
import type { Figure } from './shapes.ts'
import { NOTHING, plus } from './sums.ts'
import type { Step, Sums } from './sums.ts'
import type { Work } from './work.ts'

type Told = {
  scope: Scope
  span: Span
  now: Date
  /** Beginnings of the hours or days. */
  steps: readonly Date[]
  course: readonly Step[]
  before: readonly (Sums & { kind: Kind })[]
  work: Work
}

const plain = { of: null, late: null }
const share = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole)
/** A share of nothing is no point of a line. */
const known = (line: readonly (number | null)[]): number[] => line.filter((value) => value !== null)
const each = (whole: number, parts: number): number | null => (parts === 0 ? null : Math.round(whole / parts))

/** What a screen shows first. */
export function figuresOf(told: Told): Figure[] {
  const { scope, span, work } = told
  const lines = linesOf(told)
  const total = (kind: Kind): Sums => told.course.filter((row) => row.kind === kind).reduce(plus, NOTHING)
  const earlier = (kind: Kind): Sums => told.before.find((row) => row.kind === kind) ?? NOTHING
  const [sold, soldBefore] = [total('order'), earlier('order')]
  const [carts, cartsBefore] = [total('cart'), earlier('cart')]
  const [kept, keptBefore] = [total('promise'), earlier('promise')]
  const orders = ordersIn(scope, span)
  const simple = (name: Figure['name'], unit: Figure['unit'], of: (sums: Sums) => number | null): Figure => ({
    ...plain,
    name,
    unit,
    value: of(sold),
    before: of(soldBefore),
    line: known(lines.order.map(of)),
    rows: orders,
  })
  return [
    simple('sales', 'money', ({ amount }) => amount),
    simple('orders', 'count', ({ count }) => count),
    simple('basket', 'money', ({ amount, count }) => each(amount, count)),
    simple('units', 'count', ({ units }) => units),
    promise(kept, keptBefore, work, lines.promise, told),
    pickups(work, scope),
    {
      ...plain,
      name: 'conversion',
      unit: 'share',
      value: share(carts.good, carts.count),
      before: share(cartsBefore.good, cartsBefore.count),
      of: carts.count,
      line: known(lines.cart.map(({ good, count }) => share(good, count))),
      rows: countedIn(scope, span, { kind: 'cart' }),
    },
    ...people(total('customer'), earlier('customer'), lines.customer, told),
  ]
}

/** Those who became known, and of how many of them something may be advertised to. Of one store alone there is nothing to tell: people belong to none. */
function people(met: Sums, before: Sums, line: readonly Sums[], { scope, span }: Told): Figure[] {
  const whole = scope.stores === null
  return [
    {
      ...plain,
      name: 'customers',
      unit: 'count',
      value: whole ? met.count : null,
      before: whole ? before.count : null,
      line: whole ? line.map(({ count }) => count) : [],
      rows: countedIn(scope, span, { kind: 'customer' }),
    },
    {
      ...plain,
      name: 'reachable',
      unit: 'share',
      value: whole ? share(met.good, met.count) : null,
      before: whole ? share(before.good, before.count) : null,
      of: whole ? met.count : null,
      line: whole ? known(line.map(({ good, count }) => share(good, count))) : [],
      rows: countedIn(scope, span, { kind: 'customer', good: 'true' }),
    },
  ]
}

/** What is overdue and not ready has broken its promise already, though nothing has happened. */
function promise(kept: Sums, before: Sums, work: Work, line: readonly Sums[], { scope, span }: Told): Figure {
  const decided = kept.count + work.overdue.length
  return {
    name: 'promise',
    unit: 'share',
    value: share(kept.good, decided),
    before: share(before.good, before.count),
    of: decided,
    late: decided - kept.good,
    line: known(line.map(({ good, count }) => share(good, count))),
    rows: countedIn(scope, span, { kind: 'promise' }),
  }
}

const pickups = (work: Work, { store_id }: Scope): Figure => ({
  name: 'pickups',
  unit: 'count',
  value: work.waiting,
  before: null,
  of: null,
  late: work.late,
  line: [],
  rows: {
    operation: 'listFulfilments',
    query: { kind: 'pickup', status: 'ready', ...(store_id ? { store_id } : {}) },
  },
})

/** Sums of every kind, step by step; the one that runs would look like a fall. */
function linesOf(told: Told): Record<Kind, Sums[]> {
  const { steps, course, now, span } = told
  const byStep = new Map(course.map((row) => [`${row.kind} ${row.at.getTime()}`, row]))
  const reached = steps.filter((_, index) => (steps[index + 1] ?? span.to) <= now)
  const line = (kind: Kind): Sums[] => reached.map((step) => byStep.get(`${kind} ${step.getTime()}`) ?? NOTHING)
  return {
    order: line('order'),
    cart: line('cart'),
    promise: withOverdue(line('promise'), told),
    customer: line('customer'),
  }
}

/** What the clock has broken counts where it was due, as it counts in the figure. */
const withOverdue = (line: readonly Sums[], { steps, span, work }: Told): Sums[] =>
  line.map((sums, index) => {
    const [from, until] = [steps[index] as Date, steps[index + 1] ?? span.to]
    return { ...sums, count: sums.count + work.overdue.filter((due) => due >= from && due < until).length }
  })
