/** The feed says that it is still here every quarter of a minute; this is two of them missed. */
export const SILENT_MS = 40_000

/**
 * A stream that breaks when nothing came through for so long. A server that vanished without a word (its machine, the
 * network between) leaves a connection that stays open for ever; broken, whoever reads it opens it anew.
 */
export function breaksWhenSilent(body: ReadableStream<Uint8Array>, silent: () => void, after_ms = SILENT_MS) {
  let timer: ReturnType<typeof setTimeout> | undefined
  const wait = (controller: TransformStreamDefaultController<Uint8Array>): void => {
    clearTimeout(timer)
    timer = setTimeout(() => {
      controller.error(new TypeError('connection fell silent'))
      silent()
    }, after_ms)
  }
  return body.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      start: wait,
      transform: (chunk, controller) => {
        wait(controller)
        controller.enqueue(chunk)
      },
      flush: () => clearTimeout(timer),
    }),
  )
}
