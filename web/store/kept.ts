/** How long something is remembered, and how much at most: `weigh` says what one of them counts, else one. */
export type Keeping<Value> = { for_ms: number; most: number; weigh?: (value: Value) => number }

type Entry<Value> = { until: number; weight: number; value: Promise<Value> }

/** Remembers what was made for a moment; whoever asks while it is being made waits for that one. */
export function openKept<Value>({
  for_ms,
  most,
  weigh = () => 1,
}: Keeping<Value>): (key: string, make: () => Promise<Value>, mayKeep: (value: Value) => boolean) => Promise<Value> {
  // The oldest stands first: a map keeps the order in which things came.
  const kept = new Map<string, Entry<Value>>()
  let weight = 0

  function forget(key: string, entry: Entry<Value>): void {
    if (kept.get(key) !== entry) return
    kept.delete(key)
    weight -= entry.weight
  }

  /** What is over, and of what is not the oldest, until there is room. */
  function makeRoom(now: number): void {
    for (const [key, entry] of kept) {
      if (entry.until > now && weight <= most) return
      forget(key, entry)
    }
  }

  return (key, make, mayKeep) => {
    const found = kept.get(key)
    if (found && found.until > Date.now()) return found.value
    if (found) forget(key, found)
    const value = make()
    // Whatever it comes to, it counts for one while it is being made.
    const entry: Entry<Value> = { until: Date.now() + for_ms, weight: 1, value }
    kept.set(key, entry)
    weight += entry.weight
    makeRoom(Date.now())
    value.then(
      (made) => {
        if (!mayKeep(made)) return forget(key, entry)
        if (kept.get(key) !== entry) return
        weight -= entry.weight
        entry.weight = weigh(made)
        weight += entry.weight
        makeRoom(Date.now())
      },
      () => forget(key, entry),
    )
    return value
  }
}

/** Longer keys are not remembered: whoever asks for them asks for something of their own. */
const KEY_LETTERS = 300

/** Says whether a key was asked for lately: among the last `most` others, and twice as many at the utmost. */
export function openAgain(most: number): (key: string) => boolean {
  let [newer, older] = [new Set<string>(), new Set<string>()]
  return (key) => {
    if (key.length > KEY_LETTERS) return false
    const known = newer.has(key) || older.has(key)
    newer.add(key)
    if (newer.size >= most) [newer, older] = [new Set(), newer]
    return known
  }
}
