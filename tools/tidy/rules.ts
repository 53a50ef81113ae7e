import type { Rule } from './house.ts'
import { codeRules } from './rules/code.ts'
import { fileRules } from './rules/files.ts'
import { importRules } from './rules/imports.ts'
import { sqlRules } from './rules/sql.ts'
import { tableRules } from './rules/tables.ts'

export const rules: Rule[] = [...importRules, ...tableRules, ...sqlRules, ...codeRules, ...fileRules]
