import { notifications } from '@mantine/notifications'
import { redirect, useRouteContext, useRouter } from '@tanstack/react-router'
import { HiloError } from '#sdk'
import type { Reply } from '#sdk'
import { isLost } from '#shared/lost.ts'
import { useWords } from '#ui/face.tsx'
import { beginToLeave, endLeft, isLeaving } from './leaving.ts'
import { ask, queries } from './queries.ts'
import { isReached } from './reached.ts'

export type Me = Reply<'me'>

const staffOnly = (found: Me): Me | null => (found.kind === 'staff' ? found : null)

/** Who is signed in; null where nobody is. */
export async function me(): Promise<Me | null> {
  if (isLeaving()) {
    await endLeft()
    return null
  }
  const asked = ask('me', {})
  // While the server is away, whoever came in is still in: the desk stays, and says that it is away.
  const known = queries.getQueryData(asked.queryKey)
  if (known && !isReached()) return staffOnly(known)
  try {
    return staffOnly(await queries.fetchQuery({ ...asked, retry: false }))
  } catch (error) {
    if (error instanceof HiloError && error.status === 401) return null
    if (known && isLost(error)) return staffOnly(known)
    throw error
  }
}

/** For every page behind the door: who is not signed in goes there first, and comes back. */
export async function mustBeSignedIn({ location }: { location: { href: string } }): Promise<{ me: Me }> {
  const found = await me()
  if (found) return { me: found }
  throw redirect({ to: '/sign-in', search: { next: location.href } })
}

/** Who is signed in, on every page behind the door. */
export const useMe = (): Me => useRouteContext({ from: '/desk' }).me

/** Whether who is signed in may: `const may = useMay(); may('orders.cancel')`. */
export function useMay(): (permission: string) => boolean {
  const { permissions } = useMe()
  return (permission) => permissions.includes(permission)
}

const WORDS = {
  still: {
    es: 'El servidor no responde y tu sesión sigue abierta. Deja esta página como está: la cerramos en cuanto vuelva.',
    en: 'The server does not answer and your session is still open. Leave this page as it is: we end it once it is back.',
  },
} as const
const STILL = 'still-signed-in'

/** The way out. What was on the screen goes first: a server that is slow or away keeps nothing of it in sight. */
export function useSignOut(): () => void {
  const w = useWords(WORDS)
  const router = useRouter()
  const leave = async (): Promise<void> => {
    beginToLeave()
    const ended = await endLeft()
    queries.clear()
    if (ended) window.location.assign('/console/sign-in')
    else notifications.show({ id: STILL, message: w.still, color: 'red', autoClose: false })
  }
  return () => {
    // Who is asked about unsaved work and stays for it has not left.
    const stop = router.subscribe('onBeforeNavigate', ({ toLocation }) => {
      stop()
      if (toLocation.pathname.endsWith('/sign-in')) void leave()
    })
    void router.navigate({ to: '/sign-in', replace: true })
  }
}

/** At the door: whoever left while the server was away is out once it is back. */
export async function finishLeaving(): Promise<void> {
  if (await endLeft()) notifications.hide(STILL)
}
