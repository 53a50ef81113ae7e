import type { SpotlightStore } from '@mantine/spotlight'
import { useEffect, useRef } from 'react'

/**
 * What the server finds comes a moment after it was asked for, while somebody is at the keys: whoever had gone down
 * the list stays where they were, and whoever had not, or whose line went, has the first line under Enter.
 */
export function useSteadyChoice(store: SpotlightStore, ids: readonly string[], typed: boolean): void {
  const before = useRef<readonly string[]>([])
  const list = ids.join('\n')
  useEffect(() => {
    const now = list.split('\n')
    const { opened, selected } = store.getState()
    const id = selected > 0 ? before.current[selected] : undefined
    before.current = now
    if (opened && typed) choose(store, Math.max(0, id === undefined ? 0 : now.indexOf(id)))
  }, [store, list, typed])
}

/** As the arrows of the list do it, which the library keeps to itself. */
function choose(store: SpotlightStore, index: number): void {
  const list = document.getElementById(store.getState().listId)
  list?.querySelector('[data-selected]')?.removeAttribute('data-selected')
  list?.querySelectorAll('[data-action]')[index]?.setAttribute('data-selected', 'true')
  store.updateState((state) => ({ ...state, selected: index }))
}
