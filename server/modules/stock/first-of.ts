/** The first few of many by an order, in that order: without sorting those nobody sees. */
export function firstOf<One>(of: readonly One[], most: number, order: (a: One, b: One) => number): One[] {
  if (most >= of.length) return of.toSorted(order)
  const first: One[] = []
  for (const one of of) {
    if (first.length === most && order(one, first[most - 1] as One) >= 0) continue
    let at = first.length
    while (at > 0 && order(one, first[at - 1] as One) < 0) at--
    first.splice(at, 0, one)
    if (first.length > most) first.pop()
  }
  return first
}
