import { matches } from '../house.ts'
import type { Rule } from '../house.ts'

const EMPTY_NAMES =
  /(?:^|\/)(?:utils?|helpers?|common|misc|managers?|services?)(?:\/|\.[^/]*$)|[-.](?:utils?|helpers?|manager|service)\.[^/]*$/
const MODULE_FILES = ['README.md', 'index.ts', 'module.ts']
const HIDDEN = /[\u0000-\u0008\u000b-\u001f\u007f\u200b\u202a-\u202e\u2066-\u2069\ufeff]/

const whole = (paths: string[]): Record<string, string> => Object.fromEntries(paths.map((path) => [path, '']))

export const fileRules: Rule[] = [
  {
    name: 'names-say-something',
    says: 'No file or folder is called utils, helpers, common, manager or service.',
    check: ({ files }) =>
      files.filter(({ path }) => EMPTY_NAMES.test(path)).map(({ path }) => ({ path, line: 1, found: path })),
    bad: [
      whole(['server/utils/money.ts']),
      whole(['server/modules/carts/helpers.ts']),
      whole(['server/modules/carts/cart-service.ts']),
    ],
    good: [whole(['server/platform/money.ts', 'server/modules/organisation/customer-services-desk.ts'])],
  },
  {
    name: 'module-files',
    says: 'Every module folder has README.md, index.ts (its door) and module.ts (its manifest).',
    check: ({ files }) => {
      const paths = new Set(files.map(({ path }) => path))
      const folders = new Set([...paths].flatMap((path) => /^server\/modules\/[^/]+\//.exec(path)?.[0] ?? []))
      return [...folders].flatMap((folder) =>
        MODULE_FILES.filter((name) => !paths.has(folder + name)).map((name) => ({
          path: folder,
          line: 1,
          found: `${name} is missing`,
        })),
      )
    },
    bad: [whole(['server/modules/carts/index.ts', 'server/modules/carts/module.ts'])],
    good: [whole(MODULE_FILES.map((name) => `server/modules/carts/${name}`))],
  },
  {
    name: 'nothing-left-for-later',
    says: 'No marks for later in files: what is missing is an issue or a sentence in the README.',
    check: ({ files }) =>
      files.flatMap(({ path, text }) =>
        matches(text, /\b(?:TODO|FIXME|XXX)\b/).map((problem) => ({ path, ...problem })),
      ),
    bad: [{ 'server/main.ts': '// TODO: limits' }],
    good: [{ 'docs/guide.md': 'Lista de todo lo que hay.' }],
  },
  {
    name: 'nothing-hidden',
    says: 'No control, zero-width or text-direction characters in files: write them as escapes.',
    check: ({ files }) =>
      files.flatMap(({ path, text }) =>
        matches(text, HIDDEN).map(({ line, found }) => ({ path, line, found: JSON.stringify(found) })),
      ),
    bad: [{ 'server/main.ts': `const a = '\u0000'` }, { 'server/main.ts': `const a = '\u202e'` }],
    good: [{ 'server/main.ts': `const a = '\\u0000 ñ 漢 ✓'\n\t` }],
  },
]
