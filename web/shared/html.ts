/** Text that is safe inside HTML. */
export class Html {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
}

type Piece = string | number | Html | null | false | readonly Html[]

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

const safe = (piece: Piece): string => {
  if (piece === null || piece === false) return ''
  if (piece instanceof Html) return piece.text
  if (typeof piece === 'object') return piece.map((part) => part.text).join('')
  return String(piece).replace(/[&<>"']/g, (sign) => ESCAPES[sign] as string)
}

/** Everything spliced in is escaped, unless it is Html already. */
export const html = (parts: TemplateStringsArray, ...pieces: Piece[]): Html =>
  new Html(
    parts.reduce((text, part, index) => text + part + (index < pieces.length ? safe(pieces[index] as Piece) : ''), ''),
  )
