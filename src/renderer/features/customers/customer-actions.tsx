// What can be done for a customer from their profile: the same buttons as on the card, and the rarer ones beside them.
import { CircleMinus, Combine, HandCoins, NotebookPen, Pencil, PhoneCall } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { CustomerCard } from '../../../shared/customer.ts'
import { useInterface } from '../../store.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { RecentSave } from '../../ui/recent-save.tsx'
import { useShortcuts } from '../../ui/shortcuts.ts'
import { useMayManage } from '../../ui/use-may-manage.ts'
import { CheckIn } from './check-in.tsx'
import { Revive } from './revive.tsx'
import { Sale } from './sale.tsx'

/** The row of buttons; an inactive customer can be revived and written about. */
export function CustomerActions({ card }: { readonly card: CustomerCard }) {
  const { t } = useTranslation()
  const { openDialog } = useInterface.getState()
  const mayManage = useMayManage()
  const customerId = card.id
  const note = () => openDialog({ kind: 'note', customerId })
  const contact = () => openDialog({ kind: 'contact', customerId })
  useShortcuts({ 'Alt+KeyN': note, 'Alt+KeyK': card.isActive ? contact : undefined })
  return (
    <>
      <RecentSave customerId={customerId} />
      {card.isActive ? (
        <>
          <CheckIn customerId={customerId} />
          <Sale card={card} />
        </>
      ) : (
        <Revive customerId={customerId} />
      )}
      <Button icon={NotebookPen} aria-keyshortcuts="Alt+N" title="Alt+N" onClick={note}>
        {t('notes.write')}
      </Button>
      {card.isActive && (
        <>
          <Button icon={PhoneCall} aria-keyshortcuts="Alt+K" title="Alt+K" onClick={contact}>
            {t('contactForm.open')}
          </Button>
          <Button icon={Pencil} onClick={() => openDialog({ kind: 'edit', customerId })}>
            {t('actions.edit')}
          </Button>
          <IconButton
            icon={HandCoins}
            label={t('money.addCredit')}
            className="size-10!"
            onClick={() => openDialog({ kind: 'money', customerId, way: 'credit' })}
          />
        </>
      )}
      <IconButton
        icon={Combine}
        label={t('merging.open')}
        className="size-10!"
        onClick={() => openDialog({ kind: 'mergeWith', customerId })}
      />
      {card.isActive && mayManage && (
        <IconButton
          icon={CircleMinus}
          label={t('deactivate.do')}
          className="size-10!"
          onClick={() => openDialog({ kind: 'deactivate', customerId })}
        />
      )}
    </>
  )
}
