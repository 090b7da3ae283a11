// What the staff wrote about a customer: by kind, by a piece of text, pinned ones first.
import { NotebookPen } from 'lucide-react'
import { useDeferredValue, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { limits } from '../../../shared/customer.ts'
import { type CustomerProfile, type NoteType, noteTypes } from '../../../shared/profile.ts'
import { useMethod } from '../../api.ts'
import { useInterface } from '../../store.ts'
import { Button } from '../../ui/button.tsx'
import { FilterSelect, FilterText } from '../../ui/filter-fields.tsx'
import { MoreRows, useFirstRows } from './more-rows.tsx'
import { NoteItem } from './note-item.tsx'
import { Answer, Nothing, TabBar } from './tab-parts.tsx'

/** The Notes tab. */
export function NotesTab({ profile }: { readonly profile: CustomerProfile }) {
  const { t } = useTranslation()
  const [noteType, setNoteType] = useState<NoteType | ''>('')
  const [text, setText] = useState('')
  const search = useDeferredValue(text.trim())
  const answer = useMethod(
    'profile.notes',
    { customerId: profile.id, ...(noteType && { noteType }), ...(search && { search }) },
    { keepPrevious: true },
  )
  const [shown, more] = useFirstRows(answer.data ?? [])
  const add = () => useInterface.getState().openDialog({ kind: 'note', customerId: profile.id })
  const filtered = noteType !== '' || text !== ''
  return (
    <>
      <TabBar
        totals={answer.data && <span>{t('profile.notes.count', { count: answer.data.length })}</span>}
        action={
          <Button size="small" icon={NotebookPen} onClick={add}>
            {t('profile.notes.add')}
          </Button>
        }
      >
        <FilterText
          label={t('profile.notes.search')}
          maxLength={limits.searchLength}
          value={text}
          onText={setText}
        />
        <FilterSelect
          label={t('profile.notes.type')}
          value={noteType}
          all={t('profile.notes.anyType')}
          options={noteTypes.map((each) => [each, t(`noteTypes.${each}`)] as const)}
          onChange={setNoteType}
        />
      </TabBar>
      <Answer answer={answer}>
        {(notes) =>
          notes.length === 0 ? (
            <Nothing
              icon={NotebookPen}
              title={t('profile.notes.none')}
              onShowAll={
                filtered
                  ? () => {
                      setNoteType('')
                      setText('')
                    }
                  : undefined
              }
            >
              <p>{t('profile.notes.noneWords')}</p>
              <Button icon={NotebookPen} onClick={add}>
                {t('profile.notes.add')}
              </Button>
            </Nothing>
          ) : (
            <div className="px-6 pb-6">
              <ul aria-label={t('profile.tabs.notes')} className="divide-y divide-line border-t border-line">
                {shown.map((note) => (
                  <NoteItem key={note.id} customerId={profile.id} note={note} />
                ))}
              </ul>
              <MoreRows {...more} />
            </div>
          )
        }
      </Answer>
    </>
  )
}
