// How a note was changed, newest first: what it said before and after, who changed it, where and when.
import { useTranslation } from 'react-i18next'
import { useMethod } from '../../api.ts'
import { Ago } from '../../ui/moment.tsx'
import { Answer } from './tab-parts.tsx'

interface NoteHistoryProps {
  readonly customerId: string
  readonly noteId: string
}

/** The earlier versions of one note. */
export function NoteHistory({ customerId, noteId }: NoteHistoryProps) {
  const { t } = useTranslation()
  const answer = useMethod('profile.noteHistory', { customerId, noteId })
  return (
    <section
      aria-label={t('profile.notes.history')}
      className="mt-2 rounded border border-line bg-surface text-sm text-ink"
    >
      <Answer answer={answer}>
        {(versions) => (
          <ol className="divide-y divide-line">
            {versions.map((version) => (
              <li key={version.at} className="px-3 py-2">
                <p className="text-muted">
                  <Ago moment={version.at} empty="" />
                  {version.by && ` · ${t('profile.byPerson', { name: version.by })}`}
                  {version.device && ` · ${t('profile.onDevice', { name: version.device })}`}
                </p>
                <dl className="grid gap-x-6 gap-y-1 @min-[700px]:grid-cols-2">
                  <Version name={t('profile.notes.before')} text={version.before} />
                  <Version name={t('profile.notes.after')} text={version.after} />
                </dl>
              </li>
            ))}
          </ol>
        )}
      </Answer>
    </section>
  )
}

function Version({ name, text }: { readonly name: string; readonly text: string }) {
  return (
    <div className="min-w-0">
      <dt className="text-muted">{name}</dt>
      <dd className="selectable whitespace-pre-wrap wrap-anywhere">{text}</dd>
    </div>
  )
}
