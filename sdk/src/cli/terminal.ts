import { createInterface } from 'node:readline/promises'
import { Writable } from 'node:stream'
import { text } from 'node:stream/consumers'
import type { Terminal } from './command.ts'

/** The terminal of this process. */
export const terminal: Omit<Terminal, 'json'> = {
  env: process.env,
  print: (line) => void process.stdout.write(`${line}\n`),
  note: (line) => void process.stderr.write(`${line}\n`),
  readInput: () => text(process.stdin),
  ask: async (question, { secret = false } = {}) => {
    process.stderr.write(question)
    const silent = new Writable({ write: (_chunk, _encoding, done) => done() })
    const lines = createInterface({
      input: process.stdin,
      output: secret ? silent : process.stderr,
      terminal: process.stdin.isTTY,
    })
    try {
      return await lines.question('')
    } finally {
      lines.close()
      if (secret) process.stderr.write('\n')
    }
  },
}
