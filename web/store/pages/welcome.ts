import type { Ask, Shown } from '../ask.ts'
import { paths } from '../paths.ts'

/** The bare address leads on to the reader's language. */
export const welcome = async ({ language }: Ask): Promise<Shown> => ({ redirect: paths(language).home, status: 302 })
