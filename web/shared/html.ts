/** Text that is safe inside HTML. */
export class Html {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
}

type Piece = string | number | Html | null | false | readonly Html[]

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

const SIGNS = /[&<>"']/
const EVERY_SIGN = /[&<>"']/g

// Most of what a page holds has nothing to escape: looking is cheaper than replacing.
const escaped = (text: string): string =>
  SIGNS.test(text) ? text.replace(EVERY_SIGN, (sign) => ESCAPES[sign] as string) : text

function safe(piece: Piece): string {
  if (typeof piece === 'string') return escaped(piece)
  if (typeof piece === 'number') return String(piece)
  if (piece === null || piece === false) return ''
  if (piece instanceof Html) return piece.text
  let text = ''
  for (const part of piece) text += part.text
  return text
}

/** Everything spliced in is escaped, unless it is Html already. */
export function html(parts: TemplateStringsArray, ...pieces: Piece[]): Html {
  let text = parts[0] as string
  for (let at = 0; at < pieces.length; at++) text += safe(pieces[at] as Piece) + (parts[at + 1] as string)
  return new Html(text)
}
