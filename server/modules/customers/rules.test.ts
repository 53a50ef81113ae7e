import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { errorsBetween, questionOf, readingsOf, spellingsNear } from './find-rules.ts'
import { IDENTITY_KINDS, components, decide, fold, normaliseIdentity } from './rules.ts'

const value = (kind: (typeof IDENTITY_KINDS)[number], text: string, country = 'ES') =>
  normaliseIdentity(kind, text, country)?.value ?? null

describe('one spelling for one identity', () => {
  it('a number of Spain is one number however it is typed', () => {
    for (const typed of [
      '612 345 679',
      '+34 612345679',
      '0034-612-34-56-79',
      '(+34) 612.345.679',
      '+34 (0)612 345 679',
    ]) {
      expect(value('phone', typed)).toBe('+34612345679')
    }
  })

  it('Mexico, Argentina and Brazil: both spellings of a mobile meet', () => {
    expect(value('phone', '+52 1 55 1234 5678')).toBe(value('phone', '+52 55 1234 5678'))
    expect(value('whatsapp', '5215512345678')).toBe('+525512345678')
    expect(value('phone', '+54 9 11 2345 6789')).toBe(value('phone', '+54 11 2345 6789'))
    expect(value('phone', '011 15 2345-6789', 'AR')).toBe(value('phone', '+5491123456789'))
    expect(value('phone', '+55 11 96123 4567')).toBe('+5511961234567')
    expect(value('whatsapp', '551161234567')).toBe('+5511961234567')
  })

  it('mails: case and spaces do not matter, dots and tags do, domains meet their punycode', () => {
    expect(value('email', ' María.Pérez@GMAIL.com ')).toBe('maría.pérez@gmail.com')
    expect(value('email', 'a.b+shop@x-y.es')).toBe('a.b+shop@x-y.es')
    expect(value('email', 'ana@españa.es')).toBe(value('email', 'ana@xn--espaa-rta.es'))
    for (const bad of ['ana', 'ana@', '@x.es', 'a b@x.es', 'ana@x', 'ana@@x.es', 'ana@-x.es', 'ana..b@x.es'])
      expect(value('email', bad)).toBeNull()
  })

  it('what stands for nobody is no identity', () => {
    const nobody = [
      'null',
      'undefined',
      'GUEST',
      '"guest"',
      "'anonymous'",
      'none',
      '[object Object]',
      '0000000',
      '123456',
      '1234567890',
      '7777777',
      '-1',
      '',
      '   ',
      '""',
      'N/A',
      '\u0000x',
    ]
    for (const text of nobody)
      for (const kind of IDENTITY_KINDS) expect(value(kind, text), `${kind} ${text}`).toBeNull()
    for (const text of [
      'test@test.com',
      'noemail@noemail.com',
      'null@gmail.com',
      'a@a.com',
      'x@example.com',
      'sincorreo@hotmail.com',
      'no-reply@tienda.es',
    ]) {
      expect(value('email', text), text).toBeNull()
    }
    for (const text of ['600000000', '666666666', '000000000', '999999999', '123456789'])
      expect(value('phone', text), text).toBeNull()
  })

  it('normalising twice changes nothing, and never throws', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...IDENTITY_KINDS),
        fc.oneof(fc.string(), fc.emailAddress(), fc.string({ unit: 'grapheme' })),
        (kind, text) => {
          const once = normaliseIdentity(kind, text, 'ES')
          if (once) expect(normaliseIdentity(kind, once.value, 'ES')?.value).toBe(once.value)
        },
      ),
    )
  })

  it('every Spanish mobile comes back as itself, with any punctuation', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 610_000_000, max: 689_999_999 }),
        fc.constantFrom(' ', '-', '.', ''),
        (number, gap) => {
          const digits = String(number)
          fc.pre(!/(\d)\1{6,}$/.test(digits))
          expect(value('phone', [digits.slice(0, 3), digits.slice(3, 6), digits.slice(6)].join(gap))).toBe(
            `+34${digits}`,
          )
        },
      ),
    )
  })

  it('folding twice is folding once, and leaves neither accents nor capitals', () => {
    expect(fold('  MARÍA  José\tÑúñez ')).toBe('maria jose nunez')
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => fold(fold(text)) === fold(text)))
  })
})

describe('who is one person', () => {
  const born = (id: string, day: number) => ({ id, created_at: new Date(Date.UTC(2026, 0, day)) })

  it('the oldest of those joined gives the id', () => {
    const groups = components(
      [born('a', 3), born('b', 1), born('c', 2), born('d', 4)],
      [
        { kept_id: 'a', joined_id: 'b' },
        { kept_id: 'b', joined_id: 'c' },
      ],
    )
    expect([...groups]).toEqual([
      ['a', 'b'],
      ['b', 'b'],
      ['c', 'b'],
      ['d', 'd'],
    ])
  })

  it('the order of merges does not matter', () => {
    const people = Array.from({ length: 8 }, (_, i) => born(String(i), i + 1))
    const edge = fc.record({
      kept_id: fc.constantFrom(...people.map((p) => p.id)),
      joined_id: fc.constantFrom(...people.map((p) => p.id)),
    })
    fc.assert(
      fc.property(fc.array(edge, { maxLength: 8 }), (edges) => {
        expect(components(people, edges.toReversed())).toEqual(components(people, edges))
      }),
    )
  })

  it('two known people are joined only when one session proved both; a claim joins nobody', () => {
    const base = {
      level: 'verified',
      shared: false,
      owned_by_other: true,
      known: true,
      other_known_by_session: false,
    } as const
    expect(decide(base)).toBe('keep_apart')
    expect(decide({ ...base, other_known_by_session: true })).toBe('join')
    expect(decide({ ...base, known: false })).toBe('join')
    expect(decide({ ...base, known: false, level: 'claimed' })).toBe('keep_apart')
    expect(decide({ ...base, known: false, shared: true })).toBe('take')
  })
})

describe('typing errors', () => {
  it('any one error leaves a spelling in common', () => {
    const word = fc.string({ unit: fc.constantFrom(...'abcdefgh'), minLength: 3, maxLength: 12 })
    fc.assert(
      fc.property(
        word,
        fc.nat(),
        fc.constantFrom('drop', 'swap', 'change', 'add'),
        fc.constantFrom(...'abcxyz'),
        (right, n, error, letter) => {
          const at = n % (right.length - 1)
          const wrong = {
            drop: right.slice(0, at) + right.slice(at + 1),
            swap: right.slice(0, at) + right[at + 1]! + right[at]! + right.slice(at + 2),
            change: right.slice(0, at) + letter + right.slice(at + 1),
            add: right.slice(0, at) + letter + right.slice(at),
          }[error]
          expect(errorsBetween(right, wrong)).toBeLessThanOrEqual(1)
          expect(spellingsNear(right).some((near) => spellingsNear(wrong).includes(near))).toBe(true)
        },
      ),
    )
  })

  it('the fewest errors are read first', () => {
    expect(readingsOf(['garica'], ['garcia', 'garita', 'gracia'])).toEqual([['garcia'], ['garita']])
    expect(readingsOf(['maria', 'garica'], ['maria', 'mario', 'garcia'])).toEqual([['maria', 'garcia']])
  })

  it('a question is one text, one code and its words', () => {
    expect(questionOf('García, María')).toEqual({ text: 'garcia maria', code: null, words: ['garcia', 'maria'] })
    expect(questionOf('612 34 56 78')).toMatchObject({ code: '612345678', words: ['612345678'] })
    expect(questionOf('H-2B3C-4D5F')).toMatchObject({ code: 'h2b3c4d5f' })
    for (const nothing of ['', '  ', '%', '--', '\u0000']) expect(questionOf(nothing)).toBeNull()
  })
})
