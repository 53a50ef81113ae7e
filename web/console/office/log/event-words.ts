import { useLanguage } from '#ui/face.tsx'
import { eventName } from './event-names.ts'

/** What facts are called in the reader's language. */
export function useEventName(): (type: string) => string {
  const language = useLanguage()
  return (type) => eventName(type, language)
}
