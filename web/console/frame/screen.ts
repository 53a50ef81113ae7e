import { lazyRouteComponent } from '@tanstack/react-router'
import { Lost } from '#shared/lost.ts'

/** The files of a screen could not be fetched: the server is away, or a newer desk has taken the place of this one. */
export class Unfetched extends Lost {}

/**
 * The browser keeps a script that failed as failed, and Vite a style that failed as fetched: a page where one did not
 * come through never becomes whole. It is loaded anew (`shell/broken.tsx`), and until then fetches no other screen.
 */
let spoiled: Unfetched | null = null

async function fetched<Screens>(fetch: () => Promise<Screens>): Promise<Screens> {
  if (spoiled) throw spoiled
  try {
    return await fetch()
  } catch (cause) {
    spoiled = new Unfetched('a screen could not be fetched', { cause })
    throw spoiled
  }
}

/** A screen that is loaded when first visited: `component: screen(() => import('./page.tsx'), 'Page')`. */
export const screen: typeof lazyRouteComponent = (fetch, name) => lazyRouteComponent(() => fetched(fetch), name)
