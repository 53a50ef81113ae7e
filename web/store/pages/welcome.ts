import type { Ask, Shown } from '../ask.ts'
import { paths } from '../paths.ts'
import { missingPage } from './trouble.ts'

/** The bare address leads on to the reader's language. */
export const welcome = async ({ language }: Ask): Promise<Shown> => ({ redirect: paths(language).home, status: 302 })

/** What is nobody's address is missing, but a last slash too many is not a mistake: the page is one address further. */
export async function elsewhere(ask: Ask): Promise<Shown> {
  const { pathname, search } = ask.url
  // One slash at the head: two would lead to another server.
  const bare = `/${withoutEnds(pathname)}`
  return bare === pathname ? missingPage(ask) : { redirect: `${bare}${search}`, status: 301 }
}

/** Counted from both ends: a pattern would walk each run of slashes in the middle once for every slash of it. */
function withoutEnds(path: string): string {
  let from = 0
  let to = path.length
  while (path[from] === '/') from += 1
  while (to > from && path[to - 1] === '/') to -= 1
  return path.slice(from, to)
}
