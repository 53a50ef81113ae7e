import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT, checking, settle } from './generated.ts'
import { readOperations } from './sdk/operations.ts'
import type { Document } from './sdk/operations.ts'
import { writeApi, writeHelp } from './sdk/write.ts'

/** Writes the generated parts of sdk/ from docs/openapi.json. `--check` only compares. */
const document = JSON.parse(readFileSync(join(ROOT, 'docs/openapi.json'), 'utf8')) as Document
const operations = readOperations(document)
const files = [
  { path: join(ROOT, 'sdk/src/api.gen.ts'), text: writeApi(operations, document) },
  { path: join(ROOT, 'sdk/src/cli/help.gen.ts'), text: writeHelp(operations) },
]
process.exitCode = settle(files, { check: checking() })
