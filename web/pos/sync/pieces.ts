import { HiloError } from '#sdk'

/**
 * Sends the first of what waits, in pieces: the server takes all of a call or nothing, so what it cannot take, or finds too
 * large, is cut in half. Whatever is good before a bad fact arrives, and the bad one stands alone when it is thrown.
 */
export class Pieces {
  private size: number
  private readonly most: number

  constructor(most: number) {
    this.most = most
    this.size = most
  }

  async send<Fact>(waiting: readonly Fact[], send: (piece: readonly Fact[]) => Promise<void>): Promise<void> {
    for (;;) {
      const piece = waiting.slice(0, this.size)
      try {
        await send(piece)
        this.size = Math.min(this.most, this.size * 2)
        return
      } catch (error) {
        // A gap is before the first of them, however few there are.
        if (!isRefused(error) || error.code === 'sequence_gap' || piece.length === 1) throw error
        this.size = Math.ceil(piece.length / 2)
      }
    }
  }
}

/** The server read it and says no: sent again as it is, it will say no again. */
export const isRefused = (error: unknown): error is HiloError =>
  error instanceof HiloError && error.status < 500 && ![401, 408, 429].includes(error.status)
