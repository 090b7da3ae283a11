// The keys, in one list.
import { BookOpen } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useInterface } from '../../store.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'

const columns = [
  [
    {
      title: 'anywhere',
      keys: [
        ['Alt 1', 'search'],
        ['Alt 2', 'customers'],
        ['Alt 3', 'duplicates'],
        ['Alt 5', 'sync'],
        ['Alt 0', 'settings'],
        ['F6', 'new'],
        ['Alt L', 'lock'],
        ['Alt /', 'help'],
        ['F1', 'guide'],
      ],
    },
  ],
  [
    {
      title: 'search',
      keys: [
        ['↑ ↓', 'move'],
        ['Page ↑ ↓', 'page'],
        ['Enter', 'choose'],
        ['Esc', 'clear'],
      ],
    },
    {
      title: 'inbox',
      keys: [
        ['↑ ↓', 'move'],
        ['J K', 'moveLetters'],
        ['Enter', 'merge'],
        ['N', 'dismiss'],
        ['L', 'later'],
        ['A', 'askAgain'],
        ['Alt R', 'sayWhy'],
        ['Alt Z', 'undo'],
      ],
    },
  ],
  [
    {
      title: 'card',
      keys: [
        ['Alt C', 'copyCode'],
        ['Alt P', 'copyPhone'],
        ['Alt V', 'checkIn'],
        ['Alt S', 'sale'],
        ['Alt N', 'note'],
        ['Ctrl Enter', 'addNote'],
        ['Alt K', 'contact'],
        ['Alt Z', 'undo'],
        ['Alt Enter', 'openProfile'],
        ['← →', 'moveTabs'],
        ['Alt ←', 'leaveProfile'],
      ],
    },
  ],
] as const

/** What every key does, by where it works. */
export function HelpDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation()
  const { openDialog } = useInterface.getState()
  return (
    <Dialog
      title={t('help.title')}
      width="large"
      isText
      onClose={onClose}
      footer={
        <Button icon={BookOpen} onClick={() => openDialog({ kind: 'guide', page: null })}>
          {t('guide.open')}
        </Button>
      }
    >
      <div className="grid grid-cols-3 gap-x-8 gap-y-6">
        {columns.map((groups, place) => (
          <div key={groups[0].title} className="grid content-start gap-y-6">
            {groups.map(({ title, keys }) => (
              <section key={title}>
                <h3 className="mb-2 font-medium">{t(`help.${title}.title`)}</h3>
                <dl className="grid grid-cols-[88px_1fr] items-center gap-y-1.5">
                  {keys.map(([key, does]) => (
                    <div key={key} className="contents">
                      <dt>
                        <span className="kbd">{key}</span>
                      </dt>
                      <dd>{t(`help.${title}.${does}` as 'help.search.move')}</dd>
                    </div>
                  ))}
                </dl>
              </section>
            ))}
            {place === 0 && (
              <section>
                <h3 className="mb-2 font-medium">{t('help.scanner.title')}</h3>
                <p>{t('help.scanner.words')}</p>
              </section>
            )}
          </div>
        ))}
      </div>
    </Dialog>
  )
}
