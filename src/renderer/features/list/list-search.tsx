// The search of the list: the counter's own engine, narrowed further by the filters. The list follows the typing closely;
// one that types on is not held up by answers nobody waits for.
import { Search, X } from 'lucide-react'
import { type KeyboardEvent, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { limits } from '../../../shared/customer.ts'
import { IconButton } from '../../ui/button.tsx'
import { focusSearchBox, searchBoxId } from '../../ui/search-box-focus.ts'
import { useList } from './list-state.ts'
import { listGridId } from './list-table.tsx'

/** The list is asked this long after the last key, in milliseconds. */
const typingPause = 90

const ask = (text: string) => useList.getState().filter({ search: text === '' ? undefined : text })

interface ListSearchProps {
  /** Opens the first customer found. */
  readonly onEnter: () => void
  /** Esc in an empty field. */
  readonly onLeave: () => void
}

/** The field. Enter opens the first customer, the down arrow goes into the list. */
export function ListSearch({ onEnter, onLeave }: ListSearchProps) {
  const { t } = useTranslation()
  const asked = useList((state) => state.filters.search ?? '')
  const [typed, setTyped] = useState(asked)
  const [known, setKnown] = useState(asked)
  if (known !== asked) {
    setKnown(asked)
    setTyped(asked)
  }
  useEffect(() => {
    if (typed === asked) return
    const timer = setTimeout(() => ask(typed), typingPause)
    return () => clearTimeout(timer)
  }, [typed, asked])
  const clear = () => {
    setTyped('')
    ask('')
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || event.altKey || event.ctrlKey || event.metaKey) return
    if (event.code === 'ArrowDown') document.getElementById(listGridId)?.focus()
    else if (event.code === 'Enter' || event.code === 'NumpadEnter') {
      if (typed !== asked) ask(typed)
      else onEnter()
    } else if (event.code === 'Escape') {
      if (typed === '') onLeave()
      clear()
    } else return
    event.preventDefault()
  }
  return (
    <div className="relative min-w-0 flex-1">
      <Search size={17} aria-hidden className="absolute top-1/2 left-3 -translate-y-1/2 text-muted" />
      <input
        id={searchBoxId}
        type="search"
        aria-label={t('list.search')}
        aria-keyshortcuts="Control+F /"
        placeholder={t('lookup.placeholder')}
        autoComplete="off"
        autoCorrect="off"
        spellCheck={false}
        maxLength={limits.searchLength}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={onKeyDown}
        className="h-10 w-full rounded border border-line-strong bg-surface pr-10 pl-9 focus:border-accent focus:outline-2 focus:outline-offset-0 focus:outline-accent"
      />
      {typed !== '' && (
        <IconButton
          icon={X}
          label={t('lookup.clear')}
          tabIndex={-1}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => {
            clear()
            focusSearchBox()
          }}
          className="absolute top-1 right-1"
        />
      )}
    </div>
  )
}
