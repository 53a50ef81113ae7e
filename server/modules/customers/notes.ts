import type { Ctx } from '#platform/ctx'
import { conflict, notFound } from '#platform/errors'
import { newId } from '#platform/ids'
import { mustLive } from './edit.ts'
import { customerNoteRemoved, customerNoted } from './events.ts'

export type Note = {
  id: string
  customer_id: string
  text: string
  visible_to: 'staff' | 'customer'
  author_id: string | null
  author_name: string | null
  created_at: Date
}

const NOTES_SHOWN = 200

/** Notes on a person, newest first; for the person's own eyes ask with 'customer'. */
export const notesOf = (ctx: Ctx, customer_ids: readonly string[], seen_by: 'staff' | 'customer'): Promise<Note[]> =>
  ctx.sql<Note>`
    select id, customer_id, text, visible_to, author_id, author_name, created_at from customer_note
     where customer_id = any(${customer_ids}::uuid[]) and removed_at is null and (${seen_by} = 'staff' or visible_to = 'customer')
     order by created_at desc, id desc limit ${NOTES_SHOWN}`

export type AddNote = { id?: string; customer_id: string; text: string; visible_to: 'staff' | 'customer' }

/** Notes something down; the caller's id makes it one note. */
export async function addNote(
  ctx: Ctx,
  { id = newId(), customer_id, text, visible_to }: AddNote,
): Promise<{ id: string }> {
  await mustLive(ctx, customer_id)
  const written = await ctx.sql<{ id: string }>`
    insert into customer_note (id, customer_id, text, visible_to, author_id, author_name, created_at)
    values (${id}, ${customer_id}, ${text}, ${visible_to}, ${ctx.actor.id}, ${ctx.actor.name}, ${ctx.now})
    on conflict (id) do nothing returning id`
  if (written.length > 0) {
    ctx.emit(
      customerNoted,
      { note_id: id, visible_to },
      { customer_id, subject_kind: 'customer', subject_id: customer_id },
    )
    return { id }
  }
  const [there] = await ctx.sql<{ customer_id: string }>`select customer_id from customer_note where id = ${id}`
  if (there?.customer_id !== customer_id) throw conflict('id_taken', { detail: 'Another note has this id.' })
  return { id }
}

/** Removed already is as good. */
export async function removeNote(
  ctx: Ctx,
  { customer_ids, note_id }: { customer_ids: readonly string[]; note_id: string },
): Promise<void> {
  const [note] = await ctx.sql<Pick<Note, 'customer_id' | 'visible_to'> & { gone: boolean }>`
    with gone as (
      update customer_note set removed_at = ${ctx.now}
       where id = ${note_id} and customer_id = any(${customer_ids}::uuid[]) and removed_at is null returning id)
    select customer_id, visible_to, exists (select from gone) as gone from customer_note
     where id = ${note_id} and customer_id = any(${customer_ids}::uuid[])`
  if (!note) throw notFound('note', note_id)
  const { customer_id, visible_to, gone } = note
  if (gone)
    ctx.emit(
      customerNoteRemoved,
      { note_id, visible_to },
      { customer_id, subject_kind: 'customer', subject_id: customer_id },
    )
}
