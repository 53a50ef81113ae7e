import { HiloError } from '#sdk'
import { Unexpected } from './expect.ts'

/** What a step tells its reader, beside the facts the next steps need. */
export type Told<Facts = object> = Facts & { seen: string; details?: readonly string[] }

export type Line = {
  step: number
  channel: string
  does: string
  seen: string
  details: readonly string[]
  ms: number
  ok: boolean
}

export type Report = {
  lines: Line[]
  step: <Facts>(channel: string, does: string, play: () => Promise<Told<Facts>>) => Promise<Told<Facts>>
}

/** One numbered line per step. The first that fails says what was expected and what was found; the story ends there. */
export function openReport(say: (text: string) => void): Report {
  const lines: Line[] = []
  return {
    lines,
    step: async (channel, does, play) => {
      const began = performance.now()
      const head = { step: lines.length + 1, channel, does }
      const title = `${String(head.step).padStart(2)}  ${channel.padEnd(6)}  ${does}`
      const close = (rest: Pick<Line, 'seen' | 'details' | 'ok'>): void => {
        lines.push({ ...head, ...rest, ms: Math.round(performance.now() - began) })
        say(
          [`${title}: ${rest.seen}  ${rest.ok ? 'ok' : 'FAILED'}`, ...rest.details.map((text) => `      ${text}`)].join(
            '\n',
          ),
        )
      }
      try {
        const told = await play()
        close({ seen: told.seen, details: told.details ?? [], ok: true })
        return told
      } catch (error) {
        close({ seen: failureOf(error), details: [], ok: false })
        throw error
      }
    },
  }
}

function failureOf(error: unknown): string {
  if (error instanceof Unexpected) return `\n      expected: ${error.expected}\n      found:    ${error.found}\n     `
  if (error instanceof HiloError) {
    const { status, code, message } = error
    return `\n      expected: an answer\n      found:    ${status} ${code}: ${message}\n     `
  }
  return `\n      ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n     `
}
