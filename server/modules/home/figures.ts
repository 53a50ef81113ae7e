import type { Ctx } from '#platform/ctx'

export type Figures = {
  stores: number
  variants: number
  customers: number
  orders: number
  moments: number
  postgres: string
}

/** How much there is; counting stops at 100,000: a front page reads no millions. */
export async function figures(ctx: Ctx): Promise<Figures> {
  const [row] = await ctx.sql<Figures>`
    select (select count(*) from store where active) as stores,
           (select count(*) from (select from variant limit 100000) v) as variants,
           (select count(*) from (select from customer limit 100000) c) as customers,
           (select count(*) from (select from orders limit 100000) o) as orders,
           (select count(*) from (select from event limit 100000) e) as moments,
           split_part(current_setting('server_version'), ' ', 1) as postgres`
  return row as Figures
}

/** The customer of the demo whose thread is shown. */
export async function demoCustomer(ctx: Ctx): Promise<{ id: string; given_name: string | null } | null> {
  const [row] = await ctx.sql<{ id: string; given_name: string | null }>`
    select c.id, c.given_name from customer_identity i join customer c on c.id = i.customer_id
     where i.kind = 'external' and i.account = 'demo' and i.value = 'story' and i.valid_to is null limit 1`
  return row ?? null
}
