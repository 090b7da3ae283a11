// The list of customers found, with the offer to create what was typed. Driven by the search box.
import { UserRoundPlus } from 'lucide-react'
import { type KeyboardEvent, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { LookupHit, MatchedBy } from '../../../shared/lookup.ts'
import { classNames } from '../../ui/class-names.ts'
import { optionId, ResultRow } from './result-row.tsx'
import type { LookupAnswer } from './use-lookup.ts'

/** The id of the list, for aria-controls. */
export const resultsId = 'customers-found'

interface ResultsProps {
  readonly answer: LookupAnswer
  readonly activeId: string | undefined
  readonly openId: string | null
  readonly onChoose: (customerId: string) => void
  readonly onCreate: () => void
  readonly onKeyDown: (event: KeyboardEvent) => void
}

function groupByReading(hits: readonly LookupHit[]): { by: MatchedBy; hits: LookupHit[] }[] {
  const groups: { by: MatchedBy; hits: LookupHit[] }[] = []
  for (const hit of hits) {
    const last = groups.at(-1)
    if (last?.by === hit.matchedBy) last.hits.push(hit)
    else groups.push({ by: hit.matchedBy, hits: [hit] })
  }
  return groups
}

/** Shows an answer as a listbox; hits found by another reading stand under a line that says which. */
export function Results({ answer, activeId, openId, onChoose, onCreate, onKeyDown }: ResultsProps) {
  const { t } = useTranslation()
  const list = useRef<HTMLDivElement>(null)
  const typed = answer.text.trim()
  useEffect(() => {
    if (activeId) document.getElementById(optionId(activeId))?.scrollIntoView({ block: 'nearest' })
    else list.current?.scrollTo({ top: 0 })
  }, [activeId])
  return (
    <div
      ref={list}
      id={resultsId}
      role="listbox"
      aria-label={t('lookup.results')}
      aria-activedescendant={activeId && optionId(activeId)}
      tabIndex={0}
      onKeyDown={onKeyDown}
      data-answers={answer.text}
      className="min-h-0 flex-1 overflow-y-auto focus-visible:-outline-offset-2"
    >
      {groupByReading(answer.hits).map((group) => {
        const rows = group.hits.map((hit) => (
          <ResultRow
            key={hit.id}
            hit={hit}
            active={hit.id === activeId}
            open={hit.id === openId}
            onChoose={onChoose}
          />
        ))
        // The other layout is said above the list, where it holds for all of it.
        if (group.by === 'exact' || group.by === 'layout') return rows
        return (
          // biome-ignore lint/a11y/useSemanticElements: a group of options, not of form fields
          <div role="group" key={group.by} aria-label={t(`lookup.by.${group.by}`)}>
            <div aria-hidden className="border-b border-line bg-raised px-6 py-1.5 text-sm text-muted">
              {t(`lookup.by.${group.by}`)}
            </div>
            {rows}
          </div>
        )
      })}
      {typed !== '' && (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the keyboard reaches the rows through the search box
        <div
          id={optionId('create')}
          role="option"
          aria-selected={activeId === 'create'}
          tabIndex={-1}
          onMouseDown={(event) => event.preventDefault()}
          onClick={onCreate}
          className={classNames(
            'flex h-[52px] items-center gap-3 border-b border-line px-6',
            activeId === 'create' ? 'bg-accent-soft' : 'hover:bg-hover',
          )}
        >
          <UserRoundPlus size={18} aria-hidden className="shrink-0 text-accent-text" />
          <span className="min-w-0 truncate font-medium text-accent-text">
            {t('lookup.create', { typed })}
          </span>
          <span aria-hidden className="ml-auto text-sm text-muted">
            F6
          </span>
        </div>
      )}
    </div>
  )
}
