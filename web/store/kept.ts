/** How long something is remembered, and how many at most. */
export type Keeping = { for_ms: number; most: number }

/** Remembers what was made for a moment; whoever asks while it is being made waits for that one. */
export function openKept<Value>({
  for_ms,
  most,
}: Keeping): (key: string, make: () => Promise<Value>, mayKeep: (value: Value) => boolean) => Promise<Value> {
  const kept = new Map<string, { until: number; value: Promise<Value> }>()
  return (key, make, mayKeep) => {
    const found = kept.get(key)
    if (found && found.until > Date.now()) return found.value
    // The oldest stands first: a map keeps the order in which things came.
    const [oldest] = kept.keys()
    if (oldest !== undefined && kept.size >= most) kept.delete(oldest)
    const value = make()
    const entry = { until: Date.now() + for_ms, value }
    kept.delete(key)
    kept.set(key, entry)
    const forget = (): void => {
      if (kept.get(key) === entry) kept.delete(key)
    }
    value.then((made) => mayKeep(made) || forget(), forget)
    return value
  }
}
