import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client'

/** Prometheus figures of this process; served at /metrics. */
export const registry = new Registry()
collectDefaultMetrics({ register: registry })

const known = new Map<string, Gauge | Counter | Histogram>()

function once<M extends Gauge | Counter | Histogram>(name: string, make: () => M): M {
  const existing = known.get(name)
  if (existing) return existing as M
  const metric = make()
  known.set(name, metric)
  return metric
}

export const gauge = (name: string, help: string, labelNames: string[] = []): Gauge =>
  once(name, () => new Gauge({ name, help, labelNames, registers: [registry] }))

export const counter = (name: string, help: string, labelNames: string[] = []): Counter =>
  once(name, () => new Counter({ name, help, labelNames, registers: [registry] }))

export const histogram = (name: string, help: string, labelNames: string[], buckets: number[]): Histogram =>
  once(name, () => new Histogram({ name, help, labelNames, buckets, registers: [registry] }))
