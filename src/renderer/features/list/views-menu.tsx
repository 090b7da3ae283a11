// The saved views: which one is shown, whether it still stands as saved, and everything that can be done with it.
import { Check, ChevronDown, House, UsersRound } from 'lucide-react'
import { DropdownMenu as Menu } from 'radix-ui'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { SavedView } from '../../../shared/customer-list.ts'
import { useInterface } from '../../store.ts'
import { Button } from '../../ui/button.tsx'
import { overlayPlace, panelLook } from '../../ui/popover.tsx'
import { useMayManage } from '../../ui/use-may-manage.ts'
import { isModified, useList } from './list-state.ts'
import { useViews } from './use-views.ts'
import { ViewDialog } from './view-dialog.tsx'

interface ViewsMenuProps {
  readonly views: readonly SavedView[]
  readonly view: SavedView | null
}

/** The button with the view's name, and beside it the way to keep what was changed. */
export function ViewsMenu({ views, view }: ViewsMenuProps) {
  const { t } = useTranslation()
  const filters = useList((state) => state.filters)
  const sort = useList((state) => state.sort)
  const columns = useList((state) => state.columns)
  const [dialog, setDialog] = useState<'new' | 'change' | null>(null)
  const acts = useViews()
  const modified = isModified({ filters, sort, columns }, view)
  const name = view?.name ?? t('list.views.all')
  const { openView } = useInterface.getState()
  const own = views.filter(({ isOwn }) => isOwn)
  const shared = views.filter(({ isOwn }) => !isOwn)
  const entry = (one: SavedView | null) => (
    <Entry
      key={one?.id ?? 'all'}
      isShown={(one?.id ?? null) === (view?.id ?? null)}
      isDefault={acts.defaultView === (one?.id ?? null)}
      isShared={one?.isShared ?? false}
      note={
        one && !one.isOwn && one.ownerName ? t('list.views.sharedBy', { name: one.ownerName }) : undefined
      }
      onChoose={() => openView(one?.id ?? null)}
    >
      {one?.name ?? t('list.views.all')}
    </Entry>
  )
  return (
    <>
      <Menu.Root modal={false}>
        <Menu.Trigger asChild>
          <Button
            size="small"
            aria-label={t('list.views.open', { name })}
            className="max-w-[240px] font-medium"
          >
            <span className="truncate">{name}</span>
            <ChevronDown size={15} aria-hidden className="shrink-0 text-muted" />
          </Button>
        </Menu.Trigger>
        <Menu.Portal container={overlayPlace()}>
          <Menu.Content
            align="start"
            sideOffset={6}
            collisionPadding={12}
            className={`${panelLook} max-h-(--radix-dropdown-menu-content-available-height) w-[300px] overflow-auto py-1.5`}
          >
            {entry(null)}
            {own.length > 0 && <Group title={t('list.views.own')}>{own.map(entry)}</Group>}
            {shared.length > 0 && <Group title={t('list.views.shared')}>{shared.map(entry)}</Group>}
            <Menu.Separator className="my-1.5 border-t border-line" />
            {view?.isOwn && modified && (
              <Act onChoose={() => void acts.update(view)}>{t('list.views.save')}</Act>
            )}
            {modified && view && <Act onChoose={() => openView(view.id)}>{t('list.views.back')}</Act>}
            <Act onChoose={() => setDialog('new')}>{t('list.views.saveNew')}</Act>
            {view?.isOwn && <Act onChoose={() => setDialog('change')}>{t('list.views.change')}</Act>}
            {acts.defaultView !== (view?.id ?? null) && (
              <Act onChoose={() => void acts.startWith(view?.id ?? null)}>{t('list.views.makeDefault')}</Act>
            )}
            {view && <RemoveAct view={view} onRemove={() => void acts.remove(view)} />}
          </Menu.Content>
        </Menu.Portal>
      </Menu.Root>
      {modified && (
        <span className="flex shrink-0 items-center gap-1 text-sm text-muted">
          {view && <span className="leading-8">{t('list.views.modified')} ·</span>}
          <Button
            look="quiet"
            size="small"
            className="!px-1.5"
            onClick={() => (view?.isOwn ? void acts.update(view) : setDialog('new'))}
          >
            {view?.isOwn ? t('list.views.save') : t('list.views.saveView')}
          </Button>
        </span>
      )}
      {dialog && (
        <ViewDialog view={dialog === 'change' ? view : null} views={views} onClose={() => setDialog(null)} />
      )}
    </>
  )
}

const itemLook =
  'flex min-h-9 items-center gap-2.5 px-3.5 outline-none data-highlighted:bg-hover data-highlighted:shadow-[inset_2px_0_0_0_var(--accent)]'

function Group({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <Menu.Group aria-label={title} className="mt-1 border-t border-line pt-1">
      <Menu.Label className="px-3.5 text-xs text-muted">{title}</Menu.Label>
      {children}
    </Menu.Group>
  )
}

interface EntryProps {
  readonly isShown: boolean
  readonly isDefault: boolean
  readonly isShared: boolean
  readonly note: string | undefined
  readonly onChoose: () => void
  readonly children: ReactNode
}

function Entry({ isShown, isDefault, isShared, note, onChoose, children }: EntryProps) {
  const { t } = useTranslation()
  return (
    <Menu.CheckboxItem checked={isShown} onSelect={onChoose} className={itemLook}>
      <span className="w-4 shrink-0">
        {isShown && <Check size={16} aria-hidden className="text-accent-text" />}
      </span>
      <span className="min-w-0 flex-1 truncate">
        {children}
        {note && <span className="ml-2 text-sm text-muted">{note}</span>}
      </span>
      {isShared && (
        <UsersRound size={15} role="img" aria-label={t('list.views.shared')} className="text-muted" />
      )}
      {isDefault && (
        <House size={15} role="img" aria-label={t('list.views.isDefault')} className="text-muted" />
      )}
    </Menu.CheckboxItem>
  )
}

function Act({ onChoose, children }: { readonly onChoose: () => void; readonly children: ReactNode }) {
  return (
    <Menu.Item onSelect={onChoose} className={`${itemLook} pl-10`}>
      {children}
    </Menu.Item>
  )
}

/** One's own view; a shared one only for whoever may share. */
function RemoveAct({ view, onRemove }: { readonly view: SavedView; readonly onRemove: () => void }) {
  const { t } = useTranslation()
  const mayManage = useMayManage()
  if (!view.isOwn && !mayManage) return null
  return <Act onChoose={onRemove}>{t('list.views.remove')}</Act>
}
