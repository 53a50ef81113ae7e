import { join } from 'node:path'
import { describeApi } from '../server/program.ts'
import { ROOT, checking, settle } from './generated.ts'

/** Writes docs/openapi.json, what the server says of itself at /api/openapi.json. `--check` only compares. */
const path = join(ROOT, 'docs/openapi.json')
process.exitCode = settle([{ path, text: `${JSON.stringify(describeApi(), null, 2)}\n` }], { check: checking() })
