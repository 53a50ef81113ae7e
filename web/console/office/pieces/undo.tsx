import { Button, Group, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'

const SHOWN_MS = 10_000

/** Says what was done, and offers to take it back for a while. */
export function tellWithUndo(message: string, undo: { name: string; run: () => void }): void {
  const id = crypto.randomUUID()
  notifications.show({
    id,
    autoClose: SHOWN_MS,
    color: 'green',
    message: (
      <Group justify="space-between" wrap="nowrap">
        <Text size="sm">{message}</Text>
        <Button
          size="compact-sm"
          variant="default"
          onClick={() => {
            notifications.hide(id)
            undo.run()
          }}
        >
          {undo.name}
        </Button>
      </Group>
    ),
  })
}
