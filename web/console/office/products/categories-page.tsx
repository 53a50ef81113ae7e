import { Button, Group, Select, Skeleton, Stack, TextInput } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconFolders, IconPencil, IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Reply } from '#sdk'
import { useLanguage, useWords } from '#ui/face.tsx'
import { Empty, Trouble } from '#ui/states.tsx'
import { number } from '#shared/show.ts'
import { useFieldErrors } from '../../frame/field-errors.ts'
import { PageHeader } from '../../frame/page-header.tsx'
import { SidePanel } from '../../frame/side-panel.tsx'
import { useAction } from '../../frame/use-action.ts'
import { ask } from '../../queries.ts'
import { useMay } from '../../session.ts'
import classes from '../office.module.css'
import { SignButton } from '../pieces/sign-button.tsx'
import { codeOf } from './draft.ts'
import { CatalogueTabs } from './tabs.tsx'

const WORDS = {
  title: { es: 'Catálogo', en: 'Catalogue' },
  make: { es: 'Crear categoría', en: 'Make a category' },
  edit: { es: 'Cambiar', en: 'Change' },
  editOne: { es: (name: string) => `Cambiar ${name}`, en: (name: string) => `Change ${name}` },
  up: { es: (name: string) => `Subir ${name}`, en: (name: string) => `Move ${name} up` },
  down: { es: (name: string) => `Bajar ${name}`, en: (name: string) => `Move ${name} down` },
  empty: { es: 'Todavía no hay categorías', en: 'There are no categories yet' },
  emptyText: {
    es: 'Las categorías son los pasillos de la tienda: crea la primera y pon productos en ella.',
    en: 'Categories are the aisles of the shop: make the first and put products in it.',
  },
  name: { es: 'Categoría', en: 'Category' },
  slug: { es: 'Dirección', en: 'Address' },
  products: { es: 'Productos', en: 'Products' },
  nameEs: { es: 'Nombre en español', en: 'Name in Spanish' },
  nameEn: { es: 'Nombre en inglés', en: 'Name in English' },
  parent: { es: 'Dentro de', en: 'Inside' },
  top: { es: 'Ninguna: está arriba', en: 'None: it is at the top' },
  save: { es: 'Guardar', en: 'Save' },
  saved: { es: 'Categoría guardada', en: 'Category saved' },
} as const

type Category = Reply<'listCategories'>['items'][number]

/** The tree of categories: renamed, moved, put in order. */
export function CategoriesPage() {
  const w = useWords(WORDS)
  const language = useLanguage()
  const may = useMay()
  const list = useQuery(ask('listCategories', { locale: language }))
  const [editing, setEditing] = useState<Category | 'new' | null>(null)
  const items = list.data ? inOrder(list.data.items) : undefined
  return (
    <>
      <PageHeader
        title={w.title}
        actions={
          <Button
            leftSection={<IconPlus size={16} stroke={1.75} />}
            onClick={() => setEditing('new')}
            disabled={!may('catalog.edit')}
          >
            {w.make}
          </Button>
        }
      />
      <CatalogueTabs />
      {list.error && <Trouble error={list.error} again={() => void list.refetch()} />}
      {!items && !list.error && <Skeleton h={320} />}
      {items?.length === 0 && (
        <Empty icon={<IconFolders size={28} stroke={1.5} />} title={w.empty}>
          {w.emptyText}
        </Empty>
      )}
      {items && items.length > 0 && <Tree items={items} edit={setEditing} />}
      {editing && <CategoryPanel category={editing} all={items ?? []} onClose={() => setEditing(null)} />}
    </>
  )
}

/** Children behind their parent, by position. */
function inOrder(items: readonly Category[]): Category[] {
  const below = (parent_id: string | null): Category[] =>
    items
      .filter((one) => one.parent_id === parent_id)
      .toSorted((a, b) => a.position - b.position || a.name.localeCompare(b.name))
      .flatMap((one) => [one, ...below(one.id)])
  return below(null)
}

function Tree({ items, edit }: { items: readonly Category[]; edit: (category: Category) => void }) {
  const w = useWords(WORDS)
  const language = useLanguage()
  const may = useMay()
  const move = useAction('saveCategory', { refreshes: ['listCategories'] })
  const swap = async (one: Category, step: -1 | 1): Promise<void> => {
    const sisters = items.filter(({ parent_id }) => parent_id === one.parent_id)
    const at = sisters.indexOf(one)
    const [taken] = sisters.splice(at, 1)
    if (taken) sisters.splice(at + step, 0, taken)
    for (const [position, { slug, position: before }] of sisters.entries())
      if (before !== position) await move.mutateAsync({ slug, position })
  }
  return (
    <div className={classes['section']}>
      <table className={classes['plainTable']} aria-label={w.name}>
        <thead>
          <tr>
            <th>{w.name}</th>
            <th className={classes['roomy'] ?? ''}>{w.slug}</th>
            <th data-right>{w.products}</th>
            <th>
              <span className="visually-hidden">{w.edit}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {items.map((one) => {
            const sisters = items.filter(({ parent_id }) => parent_id === one.parent_id)
            return (
              <tr key={one.id}>
                <td style={{ paddingInlineStart: one.depth * 24, fontWeight: one.depth === 0 ? 500 : 400 }}>
                  {one.name}
                </td>
                <td className={`${classes['quiet']} ${classes['roomy']}`}>{one.slug}</td>
                <td data-right>{number(one.products, language)}</td>
                <td data-right>
                  <Group gap={2} justify="flex-end" wrap="nowrap" role="group" aria-label={w.editOne(one.name)}>
                    <SignButton
                      label={w.up(one.name)}
                      off={!may('catalog.edit') || sisters[0] === one}
                      go={() => void swap(one, -1)}
                    >
                      <IconArrowUp size={16} stroke={1.75} />
                    </SignButton>
                    <SignButton
                      label={w.down(one.name)}
                      off={!may('catalog.edit') || sisters.at(-1) === one}
                      go={() => void swap(one, 1)}
                    >
                      <IconArrowDown size={16} stroke={1.75} />
                    </SignButton>
                    <SignButton label={w.editOne(one.name)} off={!may('catalog.edit')} go={() => edit(one)}>
                      <IconPencil size={16} stroke={1.75} />
                    </SignButton>
                  </Group>
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}

type PanelProps = { category: Category | 'new'; all: readonly Category[]; onClose: () => void }

function CategoryPanel({ category, all, onClose }: PanelProps) {
  const w = useWords(WORDS)
  const known = category === 'new' ? null : category
  const other = useQuery({ ...ask('listCategories', { locale: 'en' }), enabled: known !== null })
  const spanish = useQuery({ ...ask('listCategories', { locale: 'es' }), enabled: known !== null })
  const nameIn = (from: typeof other): string => from.data?.items.find(({ id }) => id === known?.id)?.name ?? ''
  const [typed, setTyped] = useState<{ es?: string; en?: string }>({})
  const names = { es: typed.es ?? nameIn(spanish), en: typed.en ?? nameIn(other) }
  const [parent, setParent] = useState<string | null>(all.find(({ id }) => id === known?.parent_id)?.slug ?? null)
  const save = useAction('saveCategory', { done: w.saved, refreshes: ['listCategories'], quiet: true, onDone: onClose })
  const errors = useFieldErrors(save.error, { category_loop: 'parent', name_required: 'es' })
  const send = (): void =>
    save.mutate({
      slug: known?.slug ?? codeOf(names.es || names.en),
      parent,
      names: Object.fromEntries(Object.entries(names).filter(([, name]) => name.trim() !== '')),
    })
  return (
    <SidePanel
      opened
      onClose={onClose}
      size="md"
      title={known ? w.editOne(known.name) : w.make}
      footer={
        <Button onClick={send} loading={save.isPending} disabled={names.es.trim() === '' && names.en.trim() === ''}>
          {w.save}
        </Button>
      }
    >
      <Stack>
        <TextInput
          label={w.nameEs}
          value={names.es}
          error={errors.of('es')}
          data-autofocus
          onChange={(event) => setTyped({ ...typed, es: event.target.value })}
        />
        <TextInput
          label={w.nameEn}
          value={names.en}
          onChange={(event) => setTyped({ ...typed, en: event.target.value })}
        />
        <Select
          label={w.parent}
          placeholder={w.top}
          clearable
          searchable
          error={errors.of('parent')}
          data={all.filter(({ id }) => id !== known?.id).map(({ slug, name }) => ({ value: slug, label: name }))}
          value={parent}
          onChange={setParent}
        />
        {errors.rest && <Trouble error={errors.rest} />}
      </Stack>
    </SidePanel>
  )
}
