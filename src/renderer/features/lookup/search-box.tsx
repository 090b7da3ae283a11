// The search box: it keeps the focus, and the arrows in it move through the results.
import { Search, X } from 'lucide-react'
import type { KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { limits } from '../../../shared/customer.ts'
import { IconButton } from '../../ui/button.tsx'
import { focusSearchBox, searchBoxId } from '../../ui/search-box-focus.ts'

interface SearchBoxProps {
  readonly text: string
  readonly activeOption: string | undefined
  readonly listId: string | undefined
  readonly onText: (text: string) => void
  readonly onKeyDown: (event: KeyboardEvent) => void
}

/** The box for any scrap of a name, number, address or code. */
export function SearchBox({ text, activeOption, listId, onText, onKeyDown }: SearchBoxProps) {
  const { t } = useTranslation()
  return (
    <div className="relative min-w-0 flex-1">
      <Search size={20} aria-hidden className="absolute top-1/2 left-3.5 -translate-y-1/2 text-muted" />
      <input
        id={searchBoxId}
        type="search"
        // The box is where every key belongs until the person decides otherwise.
        // biome-ignore lint/a11y/noAutofocus: a counter starts with a search
        autoFocus
        aria-label={t('lookup.find')}
        aria-keyshortcuts="Alt+1"
        aria-autocomplete="list"
        aria-controls={listId}
        aria-activedescendant={activeOption}
        placeholder={t('lookup.placeholder')}
        autoComplete="off"
        autoCorrect="off"
        spellCheck={false}
        maxLength={limits.searchLength}
        value={text}
        onChange={(event) => onText(event.target.value)}
        onKeyDown={onKeyDown}
        className="h-12 w-full rounded border border-line-strong bg-surface pr-24 pl-11 text-lg focus:border-accent focus:outline-2 focus:outline-offset-0 focus:outline-accent"
      />
      <div className="absolute top-1/2 right-2.5 flex -translate-y-1/2 items-center gap-1.5">
        {text !== '' && (
          <IconButton
            icon={X}
            label={t('lookup.clear')}
            tabIndex={-1}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => {
              onText('')
              focusSearchBox()
            }}
          />
        )}
        <span aria-hidden className="kbd">
          Alt 1
        </span>
      </div>
    </div>
  )
}
