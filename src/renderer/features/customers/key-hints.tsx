// What the card column says before anybody is chosen.
import { useTranslation } from 'react-i18next'

const hints = [
  ['↑ ↓', 'move'],
  ['Enter', 'open'],
  ['F6', 'new'],
  ['Alt 1', 'search'],
  ['Alt /', 'help'],
] as const

/** The few keys that run a counter. */
export function KeyHints() {
  const { t } = useTranslation()
  return (
    <div className="m-auto w-64 pb-16 text-muted">
      <p className="mb-4 font-medium text-ink">{t('customer.chooseTitle')}</p>
      <dl className="grid grid-cols-[72px_1fr] items-center gap-y-2 text-sm">
        {hints.map(([keys, hint]) => (
          <div key={hint} className="contents">
            <dt>
              <span className="kbd">{keys}</span>
            </dt>
            <dd>{t(`customer.hints.${hint}`)}</dd>
          </div>
        ))}
      </dl>
    </div>
  )
}
