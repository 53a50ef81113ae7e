import { notifications } from '@mantine/notifications'
import { useMutation } from '@tanstack/react-query'
import type { UseMutationResult } from '@tanstack/react-query'
import type { Input, OperationName, Reply } from '#sdk'
import { useLanguage } from '#ui/face.tsx'
import { explainRefusal } from '#shared/refusals.ts'
import { api, refresh } from '../queries.ts'

type Options<Name extends OperationName> = {
  /** Said when it is done; nothing is said where the screen shows it anyway. */
  done?: string | ((reply: Reply<Name>) => string | undefined)
  /** What is asked again when it is done, beside what the live feed brings. */
  refreshes?: readonly OperationName[]
  /** The form shows what was refused itself: no note comes up. */
  quiet?: boolean
  onDone?: (reply: Reply<Name>) => void
}

/** An operation that changes something, with what is said afterwards: `useAction('acceptFulfilment', { done })`. */
export function useAction<Name extends OperationName>(
  name: Name,
  { done, refreshes = [], quiet = false, onDone }: Options<Name> = {},
): UseMutationResult<Reply<Name>, Error, Input<Name>> {
  const language = useLanguage()
  return useMutation({
    mutationFn: (input: Input<Name>) => api.call(name, input as Record<string, unknown>) as Promise<Reply<Name>>,
    onSuccess: async (reply) => {
      const message = typeof done === 'function' ? done(reply) : done
      if (message !== undefined) notifications.show({ message, color: 'green' })
      onDone?.(reply)
      await refresh(...refreshes)
    },
    onError: (error) => {
      if (!quiet) notifications.show({ message: explainRefusal(error, language), color: 'red', autoClose: 8_000 })
    },
  })
}
