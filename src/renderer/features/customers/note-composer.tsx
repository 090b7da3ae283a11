// Writing a note, or changing one: its kind, whether it is pinned as an alert for the counter, and who may read it.
// What is half written is kept until it is saved or given up.
import { type KeyboardEvent, useEffect, useId, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { type CustomerCard, type CustomerNote, limits } from '../../../shared/customer.ts'
import { noteTypes } from '../../../shared/profile.ts'
import { keepNote, noteKey } from '../../drafts.ts'
import { Button } from '../../ui/button.tsx'
import { controlLook, Tick } from '../../ui/field.tsx'
import { withPin, withType } from '../../ui/note-content.ts'
import { DraftLine } from './draft-line.tsx'
import { useNoteDraft } from './use-note-draft.ts'

/** From here on the letters left are counted. */
const nearTheEnd = limits.noteLength - 500

interface NoteComposerProps {
  readonly card: CustomerCard
  /** The note to change; null writes a new one. */
  readonly note: CustomerNote | null
  readonly rows?: number
  readonly onDone: () => void
}

/** The text, its settings and the two buttons. */
export function NoteComposer({ card, note, rows = 3, onDone }: NoteComposerProps) {
  const { t } = useTranslation()
  const textId = useId()
  const element = useRef<HTMLDivElement>(null)
  useEffect(() => {
    // Not its answer: a newer Chromium promises one, and an effect answers only with its end.
    element.current?.scrollIntoView({ block: 'nearest' })
  }, [])
  const { content, change, save, isBusy, problem, theirs, takeTheirs, resumedFrom } = useNoteDraft(
    card,
    note,
    onDone,
  )
  const tooLong = content.noteText.length > limits.noteLength
  const maySave = content.noteText.trim() !== '' && !tooLong && !isBusy
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.code === 'Escape') onDone()
    else if (event.code === 'Enter' && (event.ctrlKey || event.metaKey)) {
      if (maySave) save()
    } else return
    event.preventDefault()
    event.stopPropagation()
  }
  const words = tooLong ? t('problems.note-too-long') : problem
  return (
    <div ref={element} className="mt-2 mb-3 scroll-mb-4">
      <textarea
        // biome-ignore lint/a11y/noAutofocus: the person just asked to write here
        autoFocus
        data-autofocus
        aria-label={t('notes.text')}
        aria-invalid={tooLong || undefined}
        aria-describedby={textId}
        rows={rows}
        value={content.noteText}
        onChange={(event) => change({ ...content, noteText: event.target.value })}
        onKeyDown={onKeyDown}
        className={`${controlLook} py-2`}
      />
      {theirs !== null && (
        <div role="alert" className="mt-1 rounded border border-amber-line bg-amber-soft px-3 py-2 text-sm">
          <p className="font-medium text-amber-text">{t('noteForm.changedMeanwhile')}</p>
          <p className="selectable max-h-32 overflow-y-auto whitespace-pre-wrap wrap-anywhere">{theirs}</p>
          <Button size="small" className="mt-1" onClick={takeTheirs}>
            {t('noteForm.takeTheirs')}
          </Button>
        </div>
      )}
      <p id={textId} className="flex justify-between gap-3 text-sm">
        <span role="alert" className="text-red-text">
          {words}
        </span>
        {content.noteText.length > nearTheEnd && (
          <span className={tooLong ? 'text-red-text' : 'text-muted'}>
            {t('noteForm.count', { count: content.noteText.length })}
          </span>
        )}
      </p>
      <div className="mt-1.5 flex flex-wrap items-center gap-x-2 gap-y-1">
        <select
          aria-label={t('noteForm.type')}
          className={`${controlLook} select-look min-h-8! w-auto! text-sm`}
          value={content.noteType}
          onChange={(event) =>
            change(withType(content, noteTypes.find((type) => type === event.target.value) ?? 'general'))
          }
        >
          {noteTypes.map((type) => (
            <option key={type} value={type}>
              {t(`noteTypes.${type}`)}
            </option>
          ))}
        </select>
        <Tick
          label={t('notes.pin')}
          checked={content.isPinned}
          onChange={(event) => change(withPin(content, event.target.checked))}
        />
        <Tick
          label={t('noteForm.visible')}
          checked={!content.isInternal}
          onChange={(event) => change({ ...content, isInternal: !event.target.checked })}
        />
      </div>
      <div className="mt-2 flex flex-wrap items-center gap-2">
        {resumedFrom && (
          <DraftLine
            writtenAt={resumedFrom}
            onDiscard={() => keepNote(noteKey(card.id, note?.id ?? null), null)}
          />
        )}
        <Button size="small" className="ml-auto" onClick={onDone}>
          {t('actions.cancel')}
        </Button>
        <Button look="primary" size="small" onClick={save} disabled={!maySave}>
          {note ? t('actions.save') : t('notes.add')}
        </Button>
      </div>
    </div>
  )
}
