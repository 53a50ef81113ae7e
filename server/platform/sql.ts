/**
 * SQL as it is written, with the values apart: a template becomes a text with $1, $2 … and its parameters. A fragment
 * is a piece to splice in. There is no builder: lists with optional filters splice what they need.
 */
export class Fragment {
  readonly parts: readonly string[]
  readonly values: readonly unknown[]
  constructor(parts: readonly string[], values: readonly unknown[]) {
    this.parts = parts
    this.values = values
  }
}

/** A piece of SQL to splice into `ctx.sql` or another fragment. */
export function fragment(parts: TemplateStringsArray, ...values: unknown[]): Fragment {
  return new Fragment(parts, values)
}

/** A name of a table, column or schema, quoted. */
fragment.id = (...names: string[]): Fragment =>
  new Fragment([names.map((name) => `"${name.replaceAll('"', '""')}"`).join('.')], [])

/** Pieces and values one after the other. */
fragment.join = (items: readonly unknown[], between: Fragment = fragment`, `): Fragment =>
  new Fragment(
    ['', ...items.map(() => '')],
    items.map((item, index) => (index === 0 ? item : fragment`${between}${item}`)),
  )

/** A value for a jsonb column or parameter. */
export const json = (value: unknown): Fragment => fragment`${JSON.stringify(value)}::jsonb`

export type Statement = { text: string; values: unknown[] }

const flat = new WeakMap<readonly string[], string>()

/** The statement a template says. Texts of templates without fragments are put together once. */
export function statementOf(parts: readonly string[], values: readonly unknown[]): Statement {
  if (!values.some((value) => value instanceof Fragment)) {
    let text = flat.get(parts)
    if (text === undefined) {
      text = parts.reduce((said, part, index) => `${said}$${index}${part}`)
      flat.set(parts, text)
    }
    return { text, values: values as unknown[] }
  }
  const statement: Statement = { text: '', values: [] }
  splice(statement, parts, values)
  return statement
}

function splice(into: Statement, parts: readonly string[], values: readonly unknown[]): void {
  into.text += parts[0]
  for (let index = 0; index < values.length; index++) {
    const value = values[index]
    if (value instanceof Fragment) splice(into, value.parts, value.values)
    else into.text += `$${into.values.push(value)}`
    into.text += parts[index + 1]
  }
}
