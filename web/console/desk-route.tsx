import { createRootRoute, createRoute } from '@tanstack/react-router'
import { screen } from './frame/screen.ts'
import { Missing } from './shell/missing.tsx'
import { mustBeSignedIn } from './session.ts'

export const root = createRootRoute({ notFoundComponent: Missing })

/** Everything behind the door, in the frame of the desk. */
export const desk = createRoute({
  getParentRoute: () => root,
  id: 'desk',
  beforeLoad: mustBeSignedIn,
  component: screen(() => import('./shell/shell.tsx'), 'Shell'),
})

export type Desk = typeof desk
