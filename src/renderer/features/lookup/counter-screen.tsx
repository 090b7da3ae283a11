// The Counter: one search box, the people it finds, and the way to a new one.
import { ConciergeBell, FileUp, UserRoundPlus } from 'lucide-react'
import { type KeyboardEvent, useCallback, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useInterface } from '../../store.ts'
import { Button } from '../../ui/button.tsx'
import { focusSearchBox } from '../../ui/search-box-focus.ts'
import { EmptyState, ErrorState, useSlow } from '../../ui/states.tsx'
import { firstActive, listOptions, moveActive } from './options.ts'
import { ResultNote } from './result-note.tsx'
import { optionId } from './result-row.tsx'
import { Results, resultsId } from './results.tsx'
import { SearchBox } from './search-box.tsx'
import { useLookup } from './use-lookup.ts'

/** The counter's search column. */
export function CounterScreen({ mayImport }: { readonly mayImport: boolean }) {
  const { t } = useTranslation()
  const text = useInterface((state) => state.searchText)
  const cardId = useInterface((state) => state.cardId)
  const pending = useInterface((state) => state.pendingChoice)
  const { setSearchText, openCard, openNewcomer, openDialog, awaitChoice } = useInterface.getState()
  const lookup = useLookup(text)
  const { answer } = lookup
  const slow = useSlow(lookup.waiting)
  const options = answer ? listOptions(answer) : []
  // The row an arrow key reached, good only for the answer it was reached in.
  const [reached, setReached] = useState<{ text: string; id: string } | null>(null)
  const reachedIndex =
    reached && reached.text === answer?.text ? options.findIndex(({ id }) => id === reached.id) : -1
  const active = reachedIndex >= 0 ? reachedIndex : answer ? firstActive(answer) : -1
  const activeId = options[active]?.id

  const choose = useCallback(
    (customerId: string) => {
      openCard(customerId)
      focusSearchBox()
    },
    [openCard],
  )
  const create = () => openNewcomer(text.trim())

  useEffect(() => {
    if (!pending || answer?.text !== pending.text || text !== pending.text) return
    awaitChoice(null)
    const option = listOptions(answer)[firstActive(answer)]
    if (option?.kind === 'customer') choose(option.id)
    else if (option && pending.mayCreate) openNewcomer(pending.text.trim())
  }, [pending, answer, text, awaitChoice, choose, openNewcomer])

  const changeText = (next: string) => {
    setSearchText(next)
    awaitChoice(null)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || event.altKey || event.ctrlKey || event.metaKey) return
    const moved = moveActive(event.code, active, options.length)
    if (moved !== null) {
      event.preventDefault()
      const next = options[moved]
      if (answer && next) setReached({ text: answer.text, id: next.id })
    } else if (event.code === 'Enter' || event.code === 'NumpadEnter') {
      event.preventDefault()
      enter()
    } else if (event.code === 'Escape') {
      event.preventDefault()
      // Esc steps back: first out of the search, then out of the card.
      if (text === '') openCard(null)
      changeText('')
      focusSearchBox()
    }
  }
  const enter = () => {
    if (text.trim() === '' && active < 0) return
    // Enter belongs to what is in the box, even when its answer is still on the way.
    if (answer?.text !== text && text.trim() !== '') return awaitChoice({ text, mayCreate: true })
    const option = options[active]
    if (option?.kind === 'customer') choose(option.id)
    else if (option) create()
    else if (answer && options[0]) setReached({ text: answer.text, id: options[0].id })
  }

  return (
    <section aria-labelledby="counter-title" className="flex min-h-0 min-w-0 flex-1 flex-col">
      <h1 id="counter-title" className="sr-only">
        {t('nav.counter')}
      </h1>
      <div className="flex shrink-0 items-center gap-3 px-6 py-4">
        <SearchBox
          text={text}
          activeOption={activeId && optionId(activeId)}
          listId={options.length > 0 ? resultsId : undefined}
          onText={changeText}
          onKeyDown={onKeyDown}
        />
        <Button icon={UserRoundPlus} shortcut="F6" className="h-12" onClick={create}>
          {t('customer.new')}
        </Button>
      </div>
      <ResultNote answer={answer} slow={slow} />
      {lookup.error ? (
        <ErrorState error={lookup.error} onRetry={lookup.retry} />
      ) : (
        answer &&
        (options.length > 0 ? (
          <Results
            answer={answer}
            activeId={activeId}
            openId={cardId}
            onChoose={choose}
            onCreate={create}
            onKeyDown={onKeyDown}
          />
        ) : (
          <EmptyState icon={ConciergeBell} title={t('lookup.firstTitle')}>
            <p>{t('lookup.firstWords')}</p>
            {mayImport && (
              <Button
                look="primary"
                icon={FileUp}
                onClick={() => openDialog({ kind: 'import', waiting: null })}
              >
                {t('importing.openFirst')}
              </Button>
            )}
          </EmptyState>
        ))
      )}
    </section>
  )
}
