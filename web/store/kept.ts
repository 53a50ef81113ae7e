/** As any network of caches would: a page that is the same for everybody is written once in two seconds. */
const KEPT_MS = 2_000
const KEPT_MAX = 500

/** Remembers answers for a moment; whoever asks while one is being written waits for that one. */
export function openKept<Value>(): (
  key: string,
  make: () => Promise<Value>,
  mayKeep: (value: Value) => boolean,
) => Promise<Value> {
  const kept = new Map<string, { until: number; value: Promise<Value> }>()
  return (key, make, mayKeep) => {
    const found = kept.get(key)
    if (found && found.until > Date.now()) return found.value
    // The oldest stands first: a map keeps the order in which things came.
    const [oldest] = kept.keys()
    if (oldest !== undefined && kept.size >= KEPT_MAX) kept.delete(oldest)
    const value = make()
    const entry = { until: Date.now() + KEPT_MS, value }
    kept.delete(key)
    kept.set(key, entry)
    const forget = (): void => {
      if (kept.get(key) === entry) kept.delete(key)
    }
    value.then((made) => mayKeep(made) || forget(), forget)
    return value
  }
}
