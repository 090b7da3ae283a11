// Writing a notice: what changes, how much, from when on, and what to read about it.
import { type FormEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { localDay } from '../../../shared/local-day.ts'
import { type NoticeImpact, noticeImpacts } from '../../../shared/venue-methods.ts'
import { useCommand } from '../../api.ts'
import { newId } from '../../new-id.ts'
import { Button } from '../../ui/button.tsx'
import { Choices } from '../../ui/choices.tsx'
import { classNames } from '../../ui/class-names.ts'
import { formatDay, parseDay } from '../../ui/days.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { useErrorWords } from '../../ui/error-words.ts'
import { controlLook, Field, TextField, Tick } from '../../ui/field.tsx'
import { useCalendar } from '../../ui/moment.tsx'
import { type GuidePage, guidePages } from './guide-pages.ts'

const limits = { title: 200, description: 5000, pages: 10 } as const

/** The form of a new notice; it goes to everybody who works at the venue. */
export function NoticeForm({ onDone }: { readonly onDone: () => void }) {
  const { t } = useTranslation()
  const sayError = useErrorWords()
  const calendar = useCalendar()
  const publish = useCommand('notices.publish')
  const commandId = useRef(newId())
  const [title, setTitle] = useState('')
  const [description, setDescription] = useState('')
  const [impact, setImpact] = useState<NoticeImpact>('low')
  const [actionRequired, setActionRequired] = useState(false)
  const [day, setDay] = useState(() => formatDay(localDay(new Date()), calendar))
  const [pages, setPages] = useState<readonly GuidePage[]>([])
  const [isTried, setTried] = useState(false)
  const effectiveDate = parseDay(day)
  const problems = {
    title: title.trim() === '' ? t('notices.titleMissing') : undefined,
    description: description.trim() === '' ? t('notices.descriptionMissing') : undefined,
    day: effectiveDate === null ? t('problems.date-format') : undefined,
  }
  const save = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    setTried(true)
    if (problems.title || problems.description || effectiveDate === null) {
      const form = event.currentTarget
      requestAnimationFrame(() => form.querySelector<HTMLElement>('[aria-invalid=true]')?.focus())
      return
    }
    if (publish.isPending) return
    const words = { title: title.trim(), description: description.trim() }
    const rest = { impact, actionRequired, trainingMaterials: pages, effectiveDate }
    await publish.mutateAsync({ commandId: commandId.current, ...words, ...rest }).then(onDone, () => {
      commandId.current = newId()
    })
  }
  return (
    <Dialog
      title={t('notices.write')}
      width="medium"
      onClose={onDone}
      footer={
        <>
          {publish.error && (
            <p role="alert" className="mr-auto text-sm text-red-text">
              {sayError(publish.error)}
            </p>
          )}
          <Button onClick={onDone}>{t('actions.cancel')}</Button>
          <Button look="primary" type="submit" form="notice" disabled={publish.isPending}>
            {t('notices.publish')}
          </Button>
        </>
      }
    >
      <form id="notice" onSubmit={(event) => void save(event)} noValidate className="grid gap-4">
        <TextField
          label={t('notices.form.title')}
          value={title}
          maxLength={limits.title}
          error={isTried ? problems.title : undefined}
          onChange={(event) => setTitle(event.target.value)}
          data-autofocus
        />
        <Field
          label={t('notices.form.description')}
          hint={t('notices.form.descriptionHint')}
          error={isTried ? problems.description : undefined}
        >
          {(control) => (
            <textarea
              {...control}
              rows={4}
              maxLength={limits.description}
              value={description}
              onChange={(event) => setDescription(event.target.value)}
              className={classNames(controlLook, 'block resize-none py-2')}
            />
          )}
        </Field>
        <Choices
          label={t('notices.form.impact')}
          value={impact}
          choices={noticeImpacts.map((value) => ({ value, label: t(`notices.impacts.${value}`) }))}
          onChoose={setImpact}
        />
        <Tick
          label={t('notices.form.actionRequired')}
          checked={actionRequired}
          onChange={(event) => setActionRequired(event.target.checked)}
        />
        <TextField
          label={t('notices.form.day')}
          hint={t(calendar === 'buddhist' ? 'fields.dayHintBuddhist' : 'fields.dayHint')}
          value={day}
          maxLength={20}
          className="max-w-64"
          error={isTried ? problems.day : undefined}
          onChange={(event) => setDay(event.target.value)}
        />
        <PagesChoice pages={pages} onChange={setPages} />
      </form>
    </Dialog>
  )
}

interface PagesChoiceProps {
  readonly pages: readonly GuidePage[]
  readonly onChange: (pages: readonly GuidePage[]) => void
}

function PagesChoice({ pages, onChange }: PagesChoiceProps) {
  const { t } = useTranslation()
  return (
    <fieldset>
      <legend className="mb-1 text-sm font-medium">{t('notices.form.pages')}</legend>
      <div className="grid grid-cols-2 gap-x-4">
        {guidePages.map((page) => {
          const isChosen = pages.includes(page)
          return (
            <Tick
              key={page}
              label={t(`guide.pages.${page}.title`)}
              checked={isChosen}
              disabled={!isChosen && pages.length >= limits.pages}
              onChange={() =>
                onChange(guidePages.filter((one) => (one === page ? !isChosen : pages.includes(one))))
              }
            />
          )
        })}
      </div>
    </fieldset>
  )
}
