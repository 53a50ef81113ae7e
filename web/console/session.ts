import { redirect, useRouteContext } from '@tanstack/react-router'
import { HiloError } from '#sdk'
import type { Reply } from '#sdk'
import { isLost } from '#shared/lost.ts'
import { api, ask, queries } from './queries.ts'
import { isReached } from './reached.ts'

export type Me = Reply<'me'>

const staffOnly = (found: Me): Me | null => (found.kind === 'staff' ? found : null)

/** Who is signed in; null where nobody is. */
export async function me(): Promise<Me | null> {
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

export async function signOut(): Promise<void> {
  await api.signOut()
  queries.clear()
  window.location.assign('/console/sign-in')
}
