import { Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Loading, Trouble } from '#ui/states.tsx'
import { ask } from '../queries.ts'

export function StartPage() {
  const { data, error, refetch } = useQuery(ask('me', {}))
  if (error) return <Trouble error={error} again={() => void refetch()} />
  if (!data) return <Loading />
  return <Title order={2}>{data.name}</Title>
}
