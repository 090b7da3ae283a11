// Keeps drafts over a closed window and a restart: per person, in the encrypted store of this counter, never synced.
// Written a moment after the last key, read at the start and whenever somebody else takes over.
import { useEffect, useRef } from 'react'
import type { SessionState } from '../shared/sync.ts'
import { callMethod, isLocked } from './api.ts'
import { type Drafts, type NewcomerDraft, noDrafts, useDrafts } from './drafts.ts'
import { useInterface } from './store.ts'
import { emptyForm } from './ui/facts-form.ts'

const pause = 400
/** What nobody came back to in this time is given up: it holds what people told about themselves. */
const keptDays = 14
/** A call carries at most 64 KB, two bytes a letter; the drafts written last go first. */
const lettersAtMost = 28_000

type Entry = { readonly writtenAt: string | null }

function written(drafts: Drafts): (readonly [keyof Drafts, string, Entry])[] {
  return (Object.keys(noDrafts) as (keyof Drafts)[]).flatMap((kind) =>
    Object.entries(drafts[kind] as Readonly<Record<string, Entry>>).flatMap(
      ([key, entry]): (readonly [keyof Drafts, string, Entry])[] =>
        entry.writtenAt === null ? [] : [[kind, key, entry]],
    ),
  )
}

/** The drafts as text to keep, the newest first and as many as fit; null when there is none. */
export function packDrafts(drafts: Drafts): string | null {
  const entries = written(drafts).sort((a, b) => ((a[2].writtenAt ?? '') < (b[2].writtenAt ?? '') ? 1 : -1))
  let letters = 0
  const fitting = entries.filter((entry) => {
    letters += JSON.stringify(entry).length
    return letters <= lettersAtMost
  })
  return fitting.length === 0 ? null : JSON.stringify(fitting)
}

/** Reads what `packDrafts` wrote; what cannot be read or is too old is left out. */
export function unpackDrafts(text: string | null, now: Date): Drafts {
  const oldest = new Date(now.getTime() - keptDays * 24 * 60 * 60 * 1000).toISOString()
  const drafts: Record<string, Record<string, Entry>> = { newcomers: {}, edits: {}, notes: {}, contacts: {} }
  for (const [kind, key, entry] of parseEntries(text)) {
    const group = drafts[kind]
    if (!group || typeof entry?.writtenAt !== 'string' || entry.writtenAt < oldest) continue
    // A form kept by an older version lacks the fields that came later.
    group[key] = 'form' in entry ? { ...entry, form: emptyForm(entry.form as object) } : entry
  }
  return drafts as unknown as Drafts
}

type ReadEntry = [kind: string, key: string, entry: (Entry & { form?: unknown }) | null]

function parseEntries(text: string | null): ReadEntry[] {
  try {
    const entries: unknown = JSON.parse(text ?? '[]')
    return Array.isArray(entries) ? entries.filter((entry): entry is ReadEntry => Array.isArray(entry)) : []
  } catch {
    return []
  }
}

/** The drafts that the dialog in front is about: whoever takes over finds it as it was, so they go with it. */
function draftsInFront(drafts: Drafts): Drafts {
  const dialog = useInterface.getState().dialog
  const only = <Value>(entries: Readonly<Record<string, Value>>, isInFront: (key: string) => boolean) =>
    Object.fromEntries(Object.entries(entries).filter(([key]) => isInFront(key)))
  return {
    newcomers: only(drafts.newcomers, (key) => dialog?.kind === 'new' && dialog.startedFrom === key),
    edits: only(drafts.edits, (key) => dialog?.kind === 'edit' && dialog.customerId === key),
    notes: only(drafts.notes, (key) => dialog?.kind === 'note' && key.startsWith(dialog.customerId)),
    contacts: only(drafts.contacts, (key) => dialog?.kind === 'contact' && dialog.customerId === key),
  }
}

/** What was kept, with what is being typed here; a kept newcomer whose place is taken gets a place of its own. */
export function mergeDrafts(kept: Drafts, here: Drafts): Drafts {
  const newcomers = Object.entries(kept.newcomers).map(([key, draft]) => {
    const inTheWay = here.newcomers[key]
    return [inTheWay && inTheWay.customerId !== draft.customerId ? draft.customerId : key, draft] as const
  })
  return {
    newcomers: { ...Object.fromEntries(newcomers), ...here.newcomers },
    edits: { ...kept.edits, ...here.edits },
    notes: { ...kept.notes, ...here.notes },
    contacts: { ...kept.contacts, ...here.contacts },
  }
}

/** The counter may have stopped between a newcomer's save and forgetting their draft: who is here is no draft any more. */
async function withoutSaved(drafts: Drafts): Promise<Drafts> {
  const isHere = ({ customerId }: NewcomerDraft) =>
    callMethod('customers.card', { customerId }).then(
      () => true,
      () => false,
    )
  const entries = await Promise.all(
    Object.entries(drafts.newcomers).map(async (entry) => ((await isHere(entry[1])) ? [] : [entry])),
  )
  return { ...drafts, newcomers: Object.fromEntries(entries.flat()) }
}

/** Loads the drafts of whoever works here and keeps them as they change. */
export function useDraftMemory(session: SessionState): void {
  const who = isLocked(session) ? null : (session.current?.id ?? 'alone')
  const loadedFor = useRef<string | null>(null)
  useEffect(() => {
    if (who === null) return
    let isOver = false
    let kept: string | null | undefined
    let timer: ReturnType<typeof setTimeout> | undefined
    const save = () => {
      clearTimeout(timer)
      timer = undefined
      const value = packDrafts(useDrafts.getState())
      if (kept === undefined || value === kept) return
      kept = value
      // A disk that is full is told about by saving itself; a draft is not worth a word of its own.
      void callMethod('memory.set', { name: 'drafts', value }).catch(() => undefined)
    }
    const load = async () => {
      const text = await callMethod('memory.get', { name: 'drafts' })
      const found = await withoutSaved(unpackDrafts(text, new Date()))
      if (isOver) return
      const mine = useDrafts.getState()
      const isOther = loadedFor.current !== null && loadedFor.current !== who
      useDrafts.setState(mergeDrafts(found, isOther ? draftsInFront(mine) : mine))
      loadedFor.current = who
      kept = text
      save()
    }
    // What cannot be read is left as it is: nothing is written over it.
    load().catch(() => undefined)
    const unsubscribe = useDrafts.subscribe((now, before) => {
      clearTimeout(timer)
      // What was saved or given up is forgotten at once, so that it does not come back as a draft.
      if (written(now).length < written(before).length) return save()
      timer = setTimeout(save, pause)
    })
    // The window may close, or somebody else take over, before the pause is over.
    const saveNow = () => timer !== undefined && save()
    window.addEventListener('pagehide', saveNow)
    window.addEventListener('blur', saveNow)
    return () => {
      isOver = true
      clearTimeout(timer)
      unsubscribe()
      window.removeEventListener('pagehide', saveNow)
      window.removeEventListener('blur', saveNow)
    }
  }, [who])
}
