import { findAll, readParts } from './text.ts'
import type { Parts, Template } from './text.ts'

export type File = { path: string; text: string }
export type Source = File & Parts & { module: string | null; test: boolean }
export type Manifest = { name: string; path: string; uses: string[]; tables: string[] }

/** Everything the rules look at: files as text, and what the manifests and migrations say. */
export type House = {
  files: File[]
  /** TypeScript that people wrote. */
  sources: Source[]
  migrations: File[]
  /** Modules in the order of server/modules.ts. */
  order: string[]
  manifests: Map<string, Manifest>
  /** Table → the migration that creates it. */
  tables: Map<string, string>
}

export type Problem = { path: string; line: number; found: string }

/** A rule of the house: what it says, how it looks, and samples that prove it can fail and can pass. */
export type Rule = {
  name: string
  says: string
  check: (house: House) => Problem[]
  bad: Sample[]
  good: Sample[]
}
/** A small house: path → text. */
export type Sample = Record<string, string>

export const sample = (files: Sample): House => readHouse(Object.entries(files).map(([path, text]) => ({ path, text })))

export function readHouse(files: File[]): House {
  const sources = files.filter(({ path }) => /\.tsx?$/.test(path) && !/\.gen\.ts$|\.d\.ts$/.test(path)).map(readSource)
  const migrations = files.filter(({ path }) => path.startsWith('db/migrations/') && path.endsWith('.sql'))
  const manifests = sources.filter(({ path }) => /^server\/modules\/[^/]+\/module\.ts$/.test(path)).map(readManifest)
  return {
    files,
    sources,
    migrations,
    order: readOrder(sources),
    manifests: new Map(manifests.map((manifest) => [manifest.name, manifest])),
    tables: new Map(
      migrations.flatMap(({ path, text }) =>
        findAll(sqlOnly(text), /\bcreate table (?:if not exists )?(\w+)\b(?! partition of)/).map(({ match }) => [
          match[1] as string,
          path,
        ]),
      ),
    ),
  }
}

const readSource = (file: File): Source => ({
  ...file,
  ...readParts(file.text),
  module: /^server\/modules\/([^/]+)\//.exec(file.path)?.[1] ?? null,
  test: /\.(?:test|test-support)\.tsx?$/.test(file.path) || file.path.startsWith('test/'),
})

function readManifest({ path, spoken, module }: Source): Manifest {
  const list = (field: string): string[] =>
    findAll(new RegExp(`\\b${field}:\\s*\\[([^\\]]*)\\]`).exec(spoken)?.[1] ?? '', /'([^']+)'/).map(
      ({ match }) => match[1] as string,
    )
  return { name: module as string, path, uses: list('uses'), tables: list('tables') }
}

/** The names in the list of server/modules.ts, in order. */
function readOrder(sources: Source[]): string[] {
  const list = sources.find(({ path }) => path === 'server/modules.ts')
  const items = /=\s*\[([^\]]*)\]/.exec(list?.spoken ?? '')?.[1] ?? ''
  return findAll(items, /\b([\w-]+)\b/).map(({ match }) => match[1] as string)
}

/** SQL without its comments; lines stay where they are. */
export const sqlOnly = (text: string): string => text.replace(/--[^\n]*/g, '').toLowerCase()

/** Templates that are SQL: `ctx.sql`, `ctx.post`, `fragment`. */
const SQL_TAGS: ReadonlySet<string> = new Set(['sql', 'post', 'fragment'])

/** The SQL a source says, without comments; names in it that a `with` gives are not tables. */
export const sqlOf = (source: Source): Template[] =>
  source.templates
    .filter(({ tag }) => SQL_TAGS.has(tag))
    .map((template) => ({ ...template, text: sqlOnly(template.text) }))

/** Looks at each source by itself. */
export const inSources =
  (look: (source: Source, house: House) => Omit<Problem, 'path'>[]) =>
  (house: House): Problem[] =>
    house.sources.flatMap((source) => look(source, house).map((problem) => ({ path: source.path, ...problem })))

/** A pattern that must not appear. */
export const matches = (text: string, pattern: RegExp): Omit<Problem, 'path'>[] =>
  findAll(text, pattern).map(({ line, match }) => ({ line, found: match[0].trim().replace(/\s+/g, ' ') }))
