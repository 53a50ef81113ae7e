import { Alert } from '@mantine/core'
import { explainRefusal } from '#shared/refusals.ts'
import { useLanguage } from '#ui/face.tsx'

/** What is wrong with what was typed, without the alarm of a failure. */
export function Refusal({ error }: { error: Error }) {
  const language = useLanguage()
  return (
    <Alert color="red" role="alert" p="xs">
      {explainRefusal(error, language)}
    </Alert>
  )
}
