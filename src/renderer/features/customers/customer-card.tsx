// The card of the chosen customer: what the desk must notice first, then what they hold, then the rest.
import { BookOpenText, NotebookPen, Pencil, PhoneCall, X } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CustomerCard as Card } from '../../../shared/customer.ts'
import { useMethod } from '../../api.ts'
import { useInterface } from '../../store.ts'
import { InactiveBadge, TierChip } from '../../ui/badges.tsx'
import { Button, IconButton } from '../../ui/button.tsx'
import { ContactLines } from '../../ui/contact-lines.tsx'
import { RecentSave } from '../../ui/recent-save.tsx'
import { focusSearchBox } from '../../ui/search-box-focus.ts'
import { useShortcuts } from '../../ui/shortcuts.ts'
import { ErrorState, LoadingState } from '../../ui/states.tsx'
import { CardAhead } from './card-ahead.tsx'
import { CardAlerts } from './card-alerts.tsx'
import { CardDetails } from './card-details.tsx'
import { CardFigures } from './card-figures.tsx'
import { CardMore } from './card-more.tsx'
import { CardNotes } from './card-notes.tsx'
import { CheckIn } from './check-in.tsx'
import { DraftsWaiting } from './drafts-waiting.tsx'
import { KeyHints } from './key-hints.tsx'
import { Revive } from './revive.tsx'
import { Sale } from './sale.tsx'

/** The column beside the results: the open card, or the keys to get to one. */
export function CustomerColumn() {
  const { t } = useTranslation()
  const cardId = useInterface((state) => state.cardId)
  return (
    <section
      aria-label={t('customer.region')}
      className="flex w-[392px] min-[1200px]:w-[424px] shrink-0 flex-col overflow-hidden border-l border-line bg-surface min-[1600px]:w-[480px]"
    >
      {cardId ? (
        <LoadedCard key={cardId} customerId={cardId} />
      ) : (
        <>
          <DraftsWaiting customerId={null} className="max-h-1/2 overflow-y-auto px-6 pt-4" />
          <KeyHints />
        </>
      )}
    </section>
  )
}

function LoadedCard({ customerId }: { readonly customerId: string }) {
  const card = useMethod('customers.card', { customerId })
  if (card.data) return <CustomerCard card={card.data} askedFor={customerId} />
  if (card.error) return <ErrorState error={card.error} onRetry={() => void card.refetch()} />
  return <LoadingState />
}

function CustomerCard({ card, askedFor }: { readonly card: Card; readonly askedFor: string }) {
  const { t } = useTranslation()
  const { openDialog, openCard, openProfile } = useInterface.getState()
  const [writing, setWriting] = useState(false)
  const write = () => setWriting(true)
  const logContact = () => openDialog({ kind: 'contact', customerId: card.id })
  const open = () => openProfile(card.id)
  useShortcuts({ 'Alt+KeyN': write, 'Alt+KeyK': logContact, 'Alt+Enter': open })
  const close = () => {
    openCard(null)
    focusSearchBox()
  }
  return (
    <div className="min-h-0 flex-1 overflow-y-auto" data-customer={card.id}>
      <div className="px-6 pt-4 pb-4">
        {card.redirectedFrom && card.redirectedFrom === askedFor && (
          <p
            role="status"
            className="mb-3 rounded border border-line bg-raised px-3 py-1.5 text-sm text-muted"
          >
            {t('customer.redirected')}
          </p>
        )}
        <div className="flex items-start justify-between gap-2">
          <h2 className="selectable min-w-0 text-xl font-semibold wrap-anywhere">{card.fullName}</h2>
          <IconButton icon={X} label={t('customer.closeCard')} className="-mr-2" onClick={close} />
        </div>
        {(card.nickname || card.vipTier || !card.isActive) && (
          <p className="flex items-center gap-2 text-muted">
            {card.nickname && <span className="selectable">“{card.nickname}”</span>}
            {card.vipTier && <TierChip tier={card.vipTier} />}
            {!card.isActive && <InactiveBadge />}
          </p>
        )}
        <ContactLines card={card} className="mt-1.5" />
        {!writing && <DraftsWaiting customerId={card.id} className="mt-2" />}
      </div>
      <CardAlerts card={card} />
      <CardFigures card={card} />
      <CardAhead card={card} />
      <div className="flex flex-wrap items-center gap-1.5 border-b border-line px-6 py-3.5 [&>button]:px-3">
        <RecentSave customerId={card.id} />
        {card.isActive ? (
          <>
            <CheckIn customerId={card.id} />
            <Sale card={card} />
          </>
        ) : (
          <Revive customerId={card.id} />
        )}
        <Button icon={NotebookPen} aria-keyshortcuts="Alt+N" title="Alt+N" onClick={write}>
          {t('notes.write')}
        </Button>
        <Button icon={PhoneCall} aria-keyshortcuts="Alt+K" title="Alt+K" onClick={logContact}>
          {t('contactForm.open')}
        </Button>
        <Button
          icon={Pencil}
          onClick={() => openDialog({ kind: 'edit', customerId: card.id })}
          disabled={!card.isActive}
        >
          {t('actions.edit')}
        </Button>
        <Button icon={BookOpenText} aria-keyshortcuts="Alt+Enter" title="Alt+Enter" onClick={open}>
          {t('profile.open')}
        </Button>
      </div>
      <CardNotes card={card} writing={writing} onDone={() => setWriting(false)} />
      <CardDetails card={card} />
      <CardMore card={card} />
    </div>
  )
}
