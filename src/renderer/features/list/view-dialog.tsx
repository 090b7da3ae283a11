// Giving a view its name, and saying who may use it.
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { SavedView } from '../../../shared/customer-list.ts'
import { newId } from '../../new-id.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { useErrorWords } from '../../ui/error-words.ts'
import { TextField, Tick } from '../../ui/field.tsx'
import { useMayManage } from '../../ui/use-may-manage.ts'
import { useViews } from './use-views.ts'

interface ViewDialogProps {
  /** The view to change; null for a new one. */
  readonly view: SavedView | null
  readonly views: readonly SavedView[]
  readonly onClose: () => void
}

/** Saves the list as it stands under a name. */
export function ViewDialog({ view, views, onClose }: ViewDialogProps) {
  const { t } = useTranslation()
  const sayError = useErrorWords()
  const mayShare = useMayManage()
  const acts = useViews()
  const [id] = useState(() => view?.id ?? newId())
  const [name, setName] = useState(view?.name ?? '')
  const [isShared, setShared] = useState(view?.isShared ?? false)
  const [problem, setProblem] = useState<string>()
  const [isBusy, setBusy] = useState(false)
  const save = async (event: FormEvent) => {
    event.preventDefault()
    const wanted = name.trim()
    if (isBusy) return
    if (wanted === '') return setProblem(t('list.views.nameMissing'))
    const taken = views.some(
      (one) => one.isOwn && one.id !== id && one.name.toLowerCase() === wanted.toLowerCase(),
    )
    if (taken) return setProblem(t('list.views.nameTaken'))
    setBusy(true)
    try {
      await acts.save({ id, name: wanted, isShared: isShared && mayShare })
      onClose()
    } catch (error) {
      setProblem(sayError(error))
      setBusy(false)
    }
  }
  return (
    <Dialog
      title={t(view ? 'list.views.titleChange' : 'list.views.title')}
      width="small"
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('actions.cancel')}</Button>
          <Button look="primary" type="submit" form="save-view" disabled={isBusy}>
            {t('actions.save')}
          </Button>
        </>
      }
    >
      <form id="save-view" onSubmit={(event) => void save(event)} noValidate className="grid gap-3">
        <TextField
          label={t('list.views.name')}
          hint={t('list.views.keeps')}
          value={name}
          onChange={(event) => setName(event.target.value)}
          error={problem}
          maxLength={100}
          data-autofocus
        />
        <div>
          <Tick
            label={t('list.views.share')}
            checked={isShared && mayShare}
            disabled={!mayShare}
            onChange={(event) => setShared(event.target.checked)}
          />
          {!mayShare && <p className="text-sm text-muted">{t('list.views.managersShare')}</p>}
        </div>
      </form>
    </Dialog>
  )
}
