#!/usr/bin/env node
import { run } from '../src/cli/main.ts'
import { terminal } from '../src/cli/terminal.ts'

process.exitCode = await run(process.argv.slice(2), terminal)
