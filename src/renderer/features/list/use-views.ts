// Saved views as the screen works with them: saving, removing with a way back, and the one a person starts with.
import { useQueryClient } from '@tanstack/react-query'
import { create } from 'zustand'
import type { SavedView, ViewDefinition } from '../../../shared/customer-list.ts'
import { callMethod, methodQuery, useMethod } from '../../api.ts'
import { newId } from '../../new-id.ts'
import { useInterface } from '../../store.ts'
import { definitionOf, useList } from './list-state.ts'
import { readDefaultView } from './use-list-start.ts'

/** What was just done to a view, kept while it can be taken back. */
type ViewNews =
  | { readonly kind: 'saved'; readonly name: string; readonly at: number }
  | { readonly kind: 'removed'; readonly view: SavedView; readonly wasDefault: boolean; readonly at: number }
  | { readonly kind: 'failed'; readonly error: unknown; readonly at: number }

export const useViewNews = create<{ readonly news: ViewNews | null }>()(() => ({ news: null }))
const tell = (news: ViewNews | null) => useViewNews.setState({ news })

export interface Views {
  readonly defaultView: string | null
  save(view: { readonly id: string; readonly name: string; readonly isShared: boolean }): Promise<void>
  /** Keeps the list as it stands in a view that is one's own. */
  update(view: SavedView): Promise<void>
  remove(view: SavedView): Promise<void>
  /** Brings a removed view back under an id of its own. */
  bringBack(view: SavedView, wasDefault: boolean): Promise<void>
  startWith(viewId: string | null): Promise<void>
}

/** The acts on saved views. */
export function useViews(): Views {
  const client = useQueryClient()
  const defaultView = readDefaultView(useMethod('memory.get', { name: 'defaultView' }).data)
  const { markView, openView } = useInterface.getState()
  const take = (views: readonly SavedView[]) =>
    client.setQueryData(methodQuery('views.list', {}).queryKey, views)

  const put = async (id: string, name: string, isShared: boolean, definition: ViewDefinition) => {
    take(await callMethod('views.save', { commandId: newId(), viewId: id, name, isShared, definition }))
    markView(id)
  }
  const startWith = async (viewId: string | null) => {
    await callMethod('memory.set', { name: 'defaultView', value: viewId })
    client.setQueryData(methodQuery('memory.get', { name: 'defaultView' }).queryKey, viewId)
  }
  const telling = async (act: () => Promise<void>) => {
    try {
      await act()
    } catch (error) {
      tell({ kind: 'failed', error, at: Date.now() })
    }
  }
  return {
    defaultView,
    save: async ({ id, name, isShared }) => {
      await put(id, name, isShared, definitionOf(useList.getState()))
      tell({ kind: 'saved', name, at: Date.now() })
    },
    update: ({ id, name, isShared }) =>
      telling(async () => {
        await put(id, name, isShared, definitionOf(useList.getState()))
        tell({ kind: 'saved', name, at: Date.now() })
      }),
    remove: (view) =>
      telling(async () => {
        const wasDefault = view.id === defaultView
        take(await callMethod('views.remove', { commandId: newId(), viewId: view.id }))
        if (wasDefault) await startWith(null)
        if (useInterface.getState().listView.id === view.id) openView(null)
        tell({ kind: 'removed', view, wasDefault, at: Date.now() })
      }),
    bringBack: (view, wasDefault) =>
      telling(async () => {
        const id = newId()
        await put(id, view.name, view.isShared, view.definition)
        if (wasDefault) await startWith(id)
        openView(id)
        tell(null)
      }),
    startWith: (viewId) => telling(() => startWith(viewId)),
  }
}
