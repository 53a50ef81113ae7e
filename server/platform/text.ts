/** Letters that Unicode does not take apart into a plain letter and its mark. */
const LETTERS: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  ł: 'l',
  ı: 'i',
  þ: 'th',
}

/** Lower case without accents and invisible marks: what people type and what is stored then compare as equal. */
export const unaccented = (text: string): string =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[\p{M}\u200B-\u200F\u2060\uFEFF\u00AD]/gu, '')
    .replace(/[ßæœøđðłıþ]/g, (letter) => LETTERS[letter] ?? letter)
