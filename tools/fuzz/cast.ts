/** Whoever calls: by which header, and whether that is good for anything. */
export type Caller = {
  name: string
  header: [name: string, value: string] | null
  good: boolean
  /** Another credential of the same kind, once this one has ended; null when there are no more. */
  renew: () => Promise<Caller | null>
}

/** A credential somebody gave us. `spares` follow when it dies. */
export function callerOf(name: string, secret: string, spare: () => Promise<string | null> = async () => null): Caller {
  return {
    name,
    header: ['authorization', `Bearer ${secret}`],
    good: true,
    renew: async () => {
      const next = await spare()
      return next === null ? null : callerOf(name, next, spare)
    },
  }
}

const hopeless = (name: string, header: Caller['header']): Caller => ({
  name,
  header,
  good: false,
  renew: async () => null,
})

export const nobody = hopeless('nobody', null)

/** Credentials that open nothing, each bad in its own way. */
export const strangers: readonly Caller[] = [
  nobody,
  hopeless('an unknown session', ['authorization', `Bearer hs_${'x'.repeat(43)}`]),
  hopeless('an unknown key', ['authorization', `Bearer hsk_${'A'.repeat(43)}`]),
  hopeless('an unknown till', ['authorization', `Bearer hdt_${'0'.repeat(43)}`]),
  hopeless('an empty bearer', ['authorization', 'Bearer ']),
  hopeless('two bearers', ['authorization', 'Bearer a, Bearer b']),
  hopeless('Basic', ['authorization', 'Basic YWRtaW46YWRtaW4=']),
  hopeless('SQL', ['authorization', "Bearer hs_' or '1'='1"]),
  hopeless('strange bytes', ['authorization', 'Bearer hs_\u00e9\u00ff\u00a0']),
  hopeless('much too long', ['authorization', `Bearer hs_${'x'.repeat(8_000)}`]),
  hopeless('a token that says none', ['authorization', 'Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJhZG1pbiJ9.']),
  hopeless('an unknown cookie', ['cookie', `hilo_session=hs_${'x'.repeat(43)}`]),
  hopeless('a broken cookie', ['cookie', 'hilo_session="%ff; ;=; hilo_session']),
]

export const expired = (secret: string): Caller =>
  hopeless('a session that has ended', ['authorization', `Bearer ${secret}`])
