import { useWords } from '#ui/face.tsx'
import { PageHeader } from '../frame/page-header.tsx'
import { useMe } from '../session.ts'

const WORDS = { hello: { es: (name: string) => `Hola, ${name}`, en: (name: string) => `Hello, ${name}` } } as const

export function StartPage() {
  const w = useWords(WORDS)
  const { name } = useMe()
  return <PageHeader title={w.hello((name ?? '') as never)} />
}
