import { Type } from 'typebox'
import { SignedAmount } from '#platform/money'
import { PAGE_DEFAULT, Page, PageQuery } from '#platform/page'
import { Id, Named, OneOf, Shape, Text, readRoute, stepsRoute, writeRoute } from '#platform/route'
import { advanceImport } from './advance.ts'
import { completeImport } from './complete.ts'
import { KINDS, RowError, Run, errorsOf, listRuns, runById } from './runs.ts'
import { startImport } from './start.ts'
import { BATCH_ROWS_MAX, takeBatch } from './take-batch.ts'
import { PICTURE_BYTES_MAX, takePicture } from './take-picture.ts'

const ImportParam = Shape({ import_id: Id })
const who = ['imports.run'] as const

const BATCH_BODY_LIMIT = 8 * 1024 * 1024
const CELL_MAX = 25_000
const CELLS_MAX = 100
const ROW_MAX = 1_000_000_000
const BATCH_MAX = 1_000_000
const FIGURES_MAX = 60
/** Base64 of the largest picture, and the fields around it. */
const Base64 = Type.String({
  minLength: 4,
  maxLength: Math.ceil(PICTURE_BYTES_MAX / 3) * 4,
  pattern: '^[A-Za-z0-9+/]+={0,2}$',
  description: 'The file in base64',
})
const PICTURE_BODY_LIMIT = Math.ceil(PICTURE_BYTES_MAX / 3) * 4 + 16 * 1024

const Row = Shape({
  part: Text(40),
  row: Type.Integer({ minimum: 1, maximum: ROW_MAX, description: 'Its place in the file, for the list of errors' }),
  cells: Named(Type.String({ maxLength: CELL_MAX }), {
    most: CELLS_MAX,
    name_max: 100,
    description: 'Column → cell, as it stands in the file',
  }),
})

const Taken = Shape({
  batch: Type.Integer(),
  accepted: Type.Integer(),
  skipped: Type.Integer(),
  refused: Type.Integer(),
  errors: Type.Array(RowError),
})

export const routes = [
  readRoute({
    operation: 'listImports',
    method: 'GET',
    path: '/imports',
    summary: 'Sources taken in, newest first',
    who,
    query: Shape(PageQuery),
    reply: Page(Run),
    handle: (ctx, { query }) => listRuns(ctx, { limit: PAGE_DEFAULT, ...query }),
  }),
  readRoute({
    operation: 'getImport',
    method: 'GET',
    path: '/imports/:import_id',
    summary: 'How far a source is taken in, and what it reconciled to',
    who,
    params: ImportParam,
    reply: Run,
    handle: (ctx, { params }) => runById(ctx, params.import_id),
  }),
  readRoute({
    operation: 'listImportErrors',
    method: 'GET',
    path: '/imports/:import_id/errors',
    summary: 'Rows that were not taken as they stand, and why',
    who,
    params: ImportParam,
    query: Shape({ ...PageQuery, part: Type.Optional(Text(40)) }),
    reply: Page(RowError),
    refusals: ['bad_cursor'],
    handle: (ctx, { params, query }) => errorsOf(ctx, { limit: PAGE_DEFAULT, ...params, ...query }),
  }),
  writeRoute({
    operation: 'startImport',
    method: 'POST',
    path: '/imports',
    summary: 'Begins to take a source in; the same source goes on where it stopped',
    who,
    body: Shape({
      kind: OneOf(KINDS),
      source: Type.String({
        pattern: '^[^\\u0000-\\u001F\\u007F]{1,300}$',
        description: 'File name and hash of its content',
      }),
      location: Type.Optional(
        Type.String({ pattern: '^[a-z0-9-]{1,40}$', description: 'Code of the location of the goods' }),
      ),
    }),
    reply: Run,
    status: 201,
    refusals: ['unknown_location'],
    handle: (ctx, { body }) => startImport(ctx, body),
  }),
  writeRoute({
    operation: 'takeImportBatch',
    method: 'POST',
    path: '/imports/:import_id/batches',
    summary: 'The next rows of the source; a batch said twice is taken once',
    who,
    params: ImportParam,
    body: Shape({
      batch: Type.Integer({ minimum: 1, maximum: BATCH_MAX, description: '1, 2, 3 …' }),
      rows: Type.Array(Row, { minItems: 1, maxItems: BATCH_ROWS_MAX }),
    }),
    reply: Taken,
    refusals: ['batch_out_of_order', 'import_closed', 'unknown_part'],
    body_limit: BATCH_BODY_LIMIT,
    handle: (ctx, { params, body }) => takeBatch(ctx, { ...params, ...body }),
  }),
  writeRoute({
    operation: 'advanceImport',
    method: 'POST',
    path: '/imports/:import_id/steps',
    summary: 'Builds the next piece of what the rows say; again until it is done',
    who,
    params: ImportParam,
    body: Shape({ batches: Type.Integer({ minimum: 0, maximum: BATCH_MAX, description: 'How many the source has' }) }),
    reply: Shape({ stage: Type.String(), built: Type.Integer(), done: Type.Boolean() }),
    refusals: ['batches_missing', 'price_list_in_use'],
    handle: (ctx, { params, body }) => advanceImport(ctx, { ...params, ...body }),
  }),
  stepsRoute({
    operation: 'takeImportPicture',
    method: 'POST',
    path: '/imports/:import_id/pictures',
    summary: 'A picture the rows name; it goes to every product and variant that names it',
    who,
    params: ImportParam,
    body: Shape({
      file: Text(200),
      data: Base64,
    }),
    reply: Shape({ placed: Type.Integer({ description: 'Products and variants that show it' }) }),
    refusals: ['not_a_picture', 'picture_too_large', 'unknown_picture', 'import_unfinished'],
    body_limit: PICTURE_BODY_LIMIT,
    handle: (steps, { params, body }) => takePicture(steps, { ...params, ...body }),
  }),
  writeRoute({
    operation: 'completeImport',
    method: 'POST',
    path: '/imports/:import_id/completion',
    summary: 'Compares what was counted in the source with what is here now, and closes the run',
    who,
    params: ImportParam,
    body: Shape({
      figures: Type.Array(Shape({ name: Text(60), value: SignedAmount }), { maxItems: FIGURES_MAX }),
    }),
    reply: Run,
    refusals: ['import_unfinished'],
    handle: (ctx, { params, body }) => completeImport(ctx, { ...params, ...body }),
  }),
]
