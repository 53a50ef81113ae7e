import type { Ctx } from './ctx.ts'

/** The next number of a series: without gaps and repeats, since its row stays locked until commit. */
export async function nextNumber(ctx: Ctx, series: string): Promise<number> {
  const [row] = await ctx.sql<{ value: number }>`
    insert into series (name, value) values (${series}, 1)
    on conflict (name) do update set value = series.value + 1
    returning value`
  return row!.value
}
