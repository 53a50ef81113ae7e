import { recordConsent } from '#consent'
import { addAddress, addressesOf, editCustomer, findOrCreate, setTags, tagsOf } from '#customers'
import type { Ctx } from '#platform/ctx'
import { Refused } from '#platform/errors'
import type { Row } from './catalogue-products.ts'
import type { CustomerRow } from './catalogue-rules.ts'
import { keepErrors } from './runs.ts'
import type { Working } from './runs.ts'

const CUSTOMERS_PER_STEP = 100

export const consentVersion = (run: Pick<Working, 'id'>): string => `import ${run.id}`

/** Whose customer numbers these are: the sample store knows people by their mail. */
export const ACCOUNT = 'spree-catalogue'

/** People by their mail as the store wrote it, which nobody has proved yet. Who is known keeps what is known and gets what is new. */
export async function saveCustomers(
  ctx: Ctx,
  run: Working,
  after: string,
): Promise<{ after: string | null; built: number }> {
  const rows = await ctx.sql<Row<CustomerRow>>`
    select distinct on (key) row, key, content from import_row
     where run_id = ${run.id} and part = 'customers' and key > ${after} order by key, row limit ${CUSTOMERS_PER_STEP}`
  for (const row of rows) await saveCustomer(ctx, run, row)
  return { after: rows.at(-1)?.key ?? null, built: rows.length }
}

async function saveCustomer(ctx: Ctx, run: Working, { row, key, content }: Row<CustomerRow>): Promise<void> {
  const { email, phone, given_name, family_name, company, country, tags, address } = content
  const { customer_id, created } = await findOrCreate(ctx, {
    identities: [
      { kind: 'external', account: ACCOUNT, value: key, level: 'claimed' },
      ...(email === null ? [] : [{ kind: 'email' as const, value: email, level: 'claimed' as const }]),
      ...(phone === null ? [] : [{ kind: 'phone' as const, value: phone, level: 'claimed' as const }]),
    ],
    given_name,
    family_name,
    country,
    tags,
    source: ACCOUNT,
  })
  if (created && company) await editCustomer(ctx, { customer_id, company })
  if (!created && tags.length > 0)
    await setTags(ctx, { customer_id, tags: [...(await tagsOf(ctx, customer_id)), ...tags] })
  if (address) {
    const known = created ? [] : await addressesOf(ctx, [customer_id])
    const same = known.some(
      (other) => other.address.line1 === address.line1 && other.address.postcode === address.postcode,
    )
    if (!same) await addAddress(ctx, { customer_id, address, is_default: known.length === 0 })
  }
  if (content.accepts_marketing) await keepConsent(ctx, run, { row, customer_id, email: email ?? key })
}

/** The yes came with the file, and so it is proved: by the file. A mail somebody else has proved keeps their answer. */
async function keepConsent(
  ctx: Ctx,
  run: Working,
  { row, customer_id, email }: { row: number; customer_id: string; email: string },
): Promise<void> {
  try {
    await ctx.attempt(() =>
      recordConsent(ctx, {
        customer_id,
        contact_kind: 'email',
        contact_value: email,
        channel: 'email',
        purpose: 'marketing',
        answer: 'granted',
        text_version: consentVersion(run),
        text: `accepts_email_marketing: yes, row ${row} of ${run.source}`,
        place: 'import',
      }),
    )
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    const message = 'The consent could not be kept: nobody is reached there, or it is somebody else’s.'
    await keepErrors(ctx, run.id, [{ part: 'customers', row, code: 'consent_not_kept', severity: 'remark', message }])
  }
}
