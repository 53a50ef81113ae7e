import { Center, Title } from '@mantine/core'

export function Till() {
  return (
    <Center mih="100dvh">
      <Title order={1}>Hilo</Title>
    </Center>
  )
}
