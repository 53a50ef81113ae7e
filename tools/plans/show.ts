import type { Plan, Node } from './explain.ts'
import { plansOf } from './explain.ts'
import { LIMITS, judge } from './judge.ts'
import { indented } from './report.ts'
import type { Statement } from './statements.ts'
import type { Volume } from './volume.ts'

/** Prints the plans of statements with what is wrong with each; answers how many have something wrong. */
export async function showPlans({ db, sizes }: Volume, statements: readonly Statement[]): Promise<number> {
  const client = await db.pool.connect()
  let wrong = 0
  try {
    for (const statement of statements) {
      console.log(`\n${statement.file}\n${indented(statement.text)}`)
      for (const plan of await plansOf(client, statement)) {
        console.log(`  ${whichValues(plan)}\n${drawn(plan.node)}`)
        const problems = judge(plan.node, statement.text, sizes, LIMITS)
        for (const { says, table, rows } of problems) console.log(`  ✗ ${says} (${rows} rows of ${table})`)
        if (problems.length > 0) wrong += 1
      }
    }
  } finally {
    client.release(true)
  }
  return wrong
}

const VALUES_SHOWN = 200

const whichValues = ({ values }: Plan): string =>
  values === null ? 'whatever the values' : `with ${JSON.stringify(values).slice(0, VALUES_SHOWN)}`

function drawn(node: Node, depth = 2): string {
  const of = [node['Index Name'], node['Relation Name'], node['CTE Name']].filter(Boolean).join(' on ')
  const conditions = [node['Index Cond'] ?? node['Recheck Cond'], node.Filter].filter(Boolean).join(' filter ')
  const line = `${'  '.repeat(depth)}${node['Node Type']} ${of} (${node['Plan Rows']} rows) ${conditions}`.trimEnd()
  return [line, ...(node.Plans ?? []).map((child) => drawn(child, depth + 1))].join('\n')
}
