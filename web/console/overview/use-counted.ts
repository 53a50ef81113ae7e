import { useReducedMotion } from '@mantine/hooks'
import { useEffect, useRef, useState } from 'react'

const COUNT_MS = 450

/** A figure that changes counts calmly from what it was to what it is. */
export function useCounted(target: number | null): number | null {
  const still = useReducedMotion()
  const [shown, show] = useState(target)
  const from = useRef(target)
  useEffect(() => {
    const start = from.current
    from.current = target
    if (target === null || start === null || start === target || still) {
      show(target)
      return
    }
    const began = performance.now()
    let frame = requestAnimationFrame(function step(now) {
      const part = Math.min(1, (now - began) / COUNT_MS)
      show(part === 1 ? target : start + (target - start) * (1 - (1 - part) ** 3))
      if (part < 1) frame = requestAnimationFrame(step)
    })
    return () => cancelAnimationFrame(frame)
  }, [target, still])
  return shown
}
