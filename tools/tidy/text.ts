/** Reads TypeScript as text, well enough for rules: TypeScript 7 has no compiler API to ask. */

export type Template = { text: string; line: number; tag: string }
export type Parts = {
  /** Same length and lines as the source, comments, strings and templates blanked. */
  code: string
  /** The same with only the comments blanked. */
  spoken: string
  /** Template literals; what stands in `${…}` is replaced by `$`. */
  templates: Template[]
}

const REGEX_MAY_FOLLOW = /(^|[([{,;=:!&|?+\-*%<>~^]|\b(return|typeof|case|in|of|=>))\s*$/

export function readParts(text: string): Parts {
  const code = [...text]
  const spoken = [...text]
  const templates: Template[] = []
  let at = 0

  const blank = (target: string[], from: number, to: number): void => {
    for (let i = from; i < to; i++) if (target[i] !== '\n') target[i] = ' '
  }
  const skipComment = (): boolean => {
    const end = text.startsWith('//', at) ? '\n' : text.startsWith('/*', at) ? '*/' : null
    if (end === null) return false
    const found = text.indexOf(end, at + 2)
    const to = found < 0 ? text.length : found + (end === '\n' ? 0 : 2)
    blank(code, at, to)
    blank(spoken, at, to)
    at = to
    return true
  }
  const skipQuoted = (): boolean => {
    const quote = text[at]
    const regex = quote === '/' && REGEX_MAY_FOLLOW.test(code.slice(Math.max(0, at - 40), at).join(''))
    if (quote !== "'" && quote !== '"' && !regex) return false
    const from = at++
    let inClass = false
    for (; at < text.length && text[at] !== '\n'; at++) {
      if (text[at] === '\\') at++
      else if (regex && text[at] === '[') inClass = true
      else if (regex && text[at] === ']') inClass = false
      else if (text[at] === quote && !inClass) break
    }
    blank(code, from + 1, Math.min(at, text.length))
    at++
    return true
  }
  const skipTemplate = (): void => {
    const from = at++
    const template: Template = { text: '', line: lineOf(text, from), tag: tagBefore(text, from) }
    templates.push(template)
    while (at < text.length && text[at] !== '`') {
      if (text.startsWith('${', at)) {
        template.text += '$'
        at += 2
        skipCode('}')
      } else {
        if (text[at] === '\\') at++
        template.text += text[at] ?? ''
        if (text[at] !== '\n') code[at] = ' '
      }
      at++
    }
    at++
  }
  const skipCode = (until: string | null): void => {
    for (let depth = 0; at < text.length;) {
      if (until !== null && text[at] === until && depth === 0) return
      if (skipComment() || skipQuoted()) continue
      if (text[at] === '`') skipTemplate()
      else {
        if (text[at] === '{') depth++
        if (text[at] === '}') depth--
        at++
      }
    }
  }
  skipCode(null)
  return { code: code.join(''), spoken: spoken.join(''), templates }
}

/** `ctx.sql<Row>` before a template answers 'sql'. */
function tagBefore(text: string, at: number): string {
  let end = at
  if (text[end - 1] === '>') {
    let depth = 0
    do {
      end--
      if (text[end] === '>' && text[end - 1] !== '=') depth++
      if (text[end] === '<') depth--
    } while (end > 0 && depth > 0)
  }
  return /(\w+)$/.exec(text.slice(Math.max(0, end - 40), end))?.[1] ?? ''
}

export const lineOf = (text: string, at: number): number => text.slice(0, at).split('\n').length

export type Found = { line: number; match: RegExpExecArray }

/** Every match of a pattern with its line. */
export const findAll = (text: string, pattern: RegExp): Found[] =>
  [...text.matchAll(new RegExp(pattern, pattern.flags.includes('g') ? pattern.flags : `${pattern.flags}g`))].map(
    (match) => ({
      line: lineOf(text, match.index),
      match: match as RegExpExecArray,
    }),
  )
