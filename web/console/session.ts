import { redirect, useRouteContext } from '@tanstack/react-router'
import { HiloError } from '#sdk'
import type { Reply } from '#sdk'
import { api, ask, queries } from './queries.ts'

export type Me = Reply<'me'>

/** Who is signed in; null where nobody is. */
export async function me(): Promise<Me | null> {
  try {
    const found = await queries.fetchQuery(ask('me', {}))
    return found.kind === 'staff' ? found : null
  } catch (error) {
    if (error instanceof HiloError && error.status === 401) return null
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
