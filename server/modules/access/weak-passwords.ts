import { refused } from '#platform/errors'

/** zxcvbn's scale of 0 to 4: below 3 a stolen hash, or patience at the door, opens it (fewer than 10^8 guesses). */
const SCORE_MIN = 3

/** Words of ours that somebody who guesses would try first. */
const OUR_WORDS = ['hilo', 'tienda', 'shop']

type Judge = (password: string, words: string[]) => number
let judge: Promise<Judge> | undefined

/** The list of 49,000 common passwords weighs megabytes: it is read when the first password is set. */
const load = async (): Promise<Judge> => {
  const [{ ZxcvbnFactory }, { adjacencyGraphs: graphs, dictionary }] = await Promise.all([
    import('@zxcvbn-ts/core'),
    import('@zxcvbn-ts/language-common'),
  ])
  const checker = new ZxcvbnFactory({ dictionary, graphs })
  return (password, words) => checker.check(password, words).score
}

/**
 * Refuses what many others use, keyboard walks, repeats, and what is made of the person's own name: never which
 * characters are in it. Refused: password_too_common.
 */
export async function mustBeUncommon(password: string, about: readonly string[]): Promise<void> {
  judge ??= load()
  const words = [...OUR_WORDS, ...about.flatMap((text) => [text, ...text.split(/[^\p{L}\p{N}]+/u)])].filter(Boolean)
  if ((await judge)(password, words) < SCORE_MIN)
    throw refused('password_too_common', {
      detail:
        'This password is among the first that would be guessed. Some words that do not belong together are better.',
    })
}
