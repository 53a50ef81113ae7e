import type { Static } from 'typebox'
import { Type } from 'typebox'
import { SaveLegalEntity, SaveRetailer, addStaff, saveChannel, saveLegalEntity, saveRetailer } from '#organisation'
import type { Ctx } from '#platform/ctx'
import { conflict, refused } from '#platform/errors'
import { newId, sameSecret } from '#platform/ids'
import type { Steps } from '#platform/route'
import { Shape, Text } from '#platform/route'
import { countAttempt, signInsFrom } from './attempts.ts'
import { PASSWORD_MAX, PASSWORD_MIN, hashPassword } from './passwords.ts'
import { isSetUp, laySetUpCode, setUpCode, takeSetUpCode } from './set-up-code.ts'
import { setPassword } from './staff.ts'
import { mustBeUncommon } from './weak-passwords.ts'

export const SetUp = Shape({
  code: Text(100),
  retailer: SaveRetailer,
  legal_entity: SaveLegalEntity,
  owner: Shape({
    email: Type.String({ format: 'email', maxLength: 254 }),
    name: Text(120),
    password: Type.String({ minLength: PASSWORD_MIN, maxLength: PASSWORD_MAX }),
  }),
})

const CHANNELS = [
  ['web', 'web'],
  ['mobile', 'mobile'],
  ['pos', 'store'],
  ['phone', 'phone'],
] as const

/**
 * The first hour of a retailer: who it is, its company, its owner, its first channels. Whoever can read
 * the data folder of the server may do it, once: the code lies in the file `set-up-code` there until then.
 * Refused: bad_set_up_code (403), password_too_common, unknown_timezone, unknown_currency, already_set_up (409),
 * too_many_attempts (429); outside: busy (503).
 */
export async function setUp(steps: Steps, input: Static<typeof SetUp>): Promise<{ staff_id: string }> {
  await steps.write((ctx) => countAttempt(ctx, signInsFrom(steps.address)))
  await mustBeTheCode(steps, input.code)
  await mustBeUncommon(input.owner.password, [input.owner.name, input.owner.email, input.retailer.name])
  const hash = await hashPassword(input.owner.password)
  const begun = await steps.write((ctx) => begin(ctx, input, hash))
  takeSetUpCode()
  return begun
}

async function mustBeTheCode(steps: Steps, said: string): Promise<void> {
  // Read first: whoever sets up meanwhile takes the code away only after its retailer is there to be seen.
  const code = setUpCode()
  if (await steps.read(isSetUp)) throw alreadySetUp()
  if (sameSecret(said, code ?? laySetUpCode())) return
  throw refused('bad_set_up_code', { detail: 'This is not the code in the file set-up-code of the data folder.' }, 403)
}

const alreadySetUp = () => conflict('already_set_up', { detail: 'This server has its retailer. Sign in as its owner.' })

async function begin(
  ctx: Ctx,
  { retailer, legal_entity, owner }: Static<typeof SetUp>,
  hash: string,
): Promise<{ staff_id: string }> {
  // Two at once: the second waits and then sees the first.
  await ctx.sql`select pg_advisory_xact_lock(hashtextextended('set_up', 0))`
  if (await isSetUp(ctx)) throw alreadySetUp()
  await saveRetailer(ctx, retailer)
  await saveLegalEntity(ctx, newId(), legal_entity)
  for (const [code, kind] of CHANNELS) {
    await saveChannel(ctx, code, {
      kind,
      name: code,
      currency: retailer.default_currency,
      locale: retailer.default_locale,
    })
  }
  const { id: staff_id } = await addStaff(ctx, {
    email: owner.email,
    name: owner.name,
    role: 'owner',
    store_ids: null,
    locale: retailer.default_locale,
  })
  await setPassword(ctx, { staff_id, hash, by: 'set_up' })
  return { staff_id }
}
