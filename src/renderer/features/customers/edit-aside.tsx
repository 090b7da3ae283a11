// Beside the form of somebody who is here: others who look like them now, and the website profile they are linked to.

import { useTranslation } from 'react-i18next'
import type { CustomerCard } from '../../../shared/customer.ts'
import type { DuplicateMatch } from '../../../shared/lookup.ts'
import type { LinkChoice } from '../../drafts.ts'
import { DuplicatesPanel } from './duplicates-panel.tsx'
import { LinkSection } from './link-section.tsx'
import { usePanelFocus } from './use-panel-focus.ts'

interface EditAsideProps {
  readonly card: CustomerCard
  readonly duplicates: { readonly matches: readonly DuplicateMatch[]; readonly failed: boolean }
  /** Saving was tried and stopped at the question who this is. */
  readonly asked: boolean
  readonly busy: boolean
  readonly link: LinkChoice | null
  readonly onLink: (choice: LinkChoice | null) => void
  readonly onOpen: (customerId: string) => void
  readonly onAnyway: (reason: string) => void
}

/** The column beside the form. */
export function EditAside({ card, duplicates, asked, busy, link, onLink, onOpen, onAnyway }: EditAsideProps) {
  const { t } = useTranslation()
  const panel = usePanelFocus(asked, busy)
  return (
    <aside
      ref={panel}
      aria-label={t('formSections.beside')}
      className="relative border-l border-line bg-raised"
    >
      <div className="absolute inset-0 overflow-y-auto">
        {(duplicates.matches.length > 0 || duplicates.failed) && (
          <DuplicatesPanel
            matches={duplicates.matches}
            failed={duplicates.failed}
            asked={asked}
            busy={busy}
            onUse={onOpen}
            onAnyway={onAnyway}
          />
        )}
        <LinkSection card={card} choice={link} onChoose={onLink} />
      </div>
    </aside>
  )
}
