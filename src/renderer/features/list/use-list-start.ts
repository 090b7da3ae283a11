// What each person left behind about the list: read when they come to it, written down shortly after it changes.
import { useEffect, useState } from 'react'
import type { SavedView } from '../../../shared/customer-list.ts'
import { callMethod, useSession } from '../../api.ts'
import { useInterface } from '../../store.ts'
import { readListMemory } from './list-columns.ts'
import { useList } from './list-state.ts'

const writeDelay = 400

/** The id that the memory of the default view holds; null where there is none. */
export function readDefaultView(text: string | null | undefined): string | null {
  return typeof text === 'string' && text !== '' ? text : null
}

async function startFor(person: string): Promise<void> {
  // Whatever cannot be read must not keep anybody from the list.
  const [memory, defaultView, views] = await Promise.all([
    callMethod('memory.get', { name: 'list' }).catch(() => null),
    callMethod('memory.get', { name: 'defaultView' }).catch(() => null),
    callMethod('views.list', {}).catch((): readonly SavedView[] => []),
  ])
  const { listView, markView } = useInterface.getState()
  useList.getState().start(person, readListMemory(memory))
  const wanted = listView.asked > 0 ? listView.id : readDefaultView(defaultView)
  const view = views.find(({ id }) => id === wanted) ?? null
  useList.getState().showView(view)
  useList.getState().follow(listView.asked)
  markView(view?.id ?? null)
}

/** Makes the list ready for whoever works here; true once it is. */
export function useListStart(): boolean {
  const session = useSession()
  const current = session?.mode === 'server' ? (session.current?.id ?? null) : 'alone'
  const [person, setPerson] = useState(current)
  // Behind the locked screen the list stays as it was, until somebody else takes over.
  if (current !== null && current !== person) setPerson(current)
  const known = useList((state) => state.person)
  useEffect(() => {
    if (person !== null && useList.getState().person !== person) void startFor(person)
  }, [person])
  useRemembering(known !== null && known === person)
  return known !== null && known === person
}

function useRemembering(isReady: boolean): void {
  useEffect(() => {
    if (!isReady) return
    const take = () => {
      const { ownColumns: columns, widths, figuresOpen } = useList.getState()
      return JSON.stringify({ columns, widths, figuresOpen })
    }
    let written = take()
    let timer: ReturnType<typeof setTimeout> | undefined
    const write = () => {
      clearTimeout(timer)
      const value = take()
      if (value === written) return
      written = value
      void callMethod('memory.set', { name: 'list', value }).catch(() => undefined)
    }
    const stop = useList.subscribe(() => {
      if (take() === written) return
      clearTimeout(timer)
      timer = setTimeout(write, writeDelay)
    })
    window.addEventListener('pagehide', write)
    return () => {
      stop()
      write()
      window.removeEventListener('pagehide', write)
    }
  }, [isReady])
}

/** Shows the view that the rail or the menu asked for, once it is known. */
export function useAskedView(views: readonly SavedView[] | undefined, isReady: boolean): void {
  const { id, asked } = useInterface((state) => state.listView)
  const followed = useList((state) => state.followed)
  useEffect(() => {
    if (!isReady || asked === followed || (id !== null && views === undefined)) return
    useList.getState().follow(asked)
    useList.getState().showView(views?.find((view) => view.id === id) ?? null)
  }, [id, asked, followed, views, isReady])
}
