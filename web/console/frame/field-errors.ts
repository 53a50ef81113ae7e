import { HiloError } from '#sdk'
import { useLanguage } from '#ui/face.tsx'
import { explainRefusal } from '#shared/refusals.ts'

export type FieldErrors<Field extends string> = {
  /** What the server says about a field, for the `error` of its input. */
  of: (field: Field) => string | undefined
  /** What it says that belongs to no field. */
  rest: Error | null
}

/** Puts what the server refused beside the field it is about: `useFieldErrors(error, { email_taken: 'email' })`. */
export function useFieldErrors<Field extends string>(
  error: Error | null,
  fields: Readonly<Record<string, Field>>,
): FieldErrors<Field> {
  const language = useLanguage()
  const field = error instanceof HiloError ? (fields[error.code] ?? null) : null
  return {
    of: (asked) => (error !== null && field === asked ? explainRefusal(error, language) : undefined),
    rest: field === null ? error : null,
  }
}
