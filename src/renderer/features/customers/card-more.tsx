// What is done to a customer less often, at the end of the card.
import { CircleMinus, HandCoins } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { CustomerCard } from '../../../shared/customer.ts'
import { useMethod } from '../../api.ts'
import { useInterface } from '../../store.ts'
import { Button } from '../../ui/button.tsx'

/** Adding credit, and for managers taking the customer out of use; nothing for an inactive customer. */
export function CardMore({ card }: { readonly card: CustomerCard }) {
  const { t } = useTranslation()
  const { openDialog } = useInterface.getState()
  const role = useMethod('app.info', {}).data?.role
  if (!card.isActive) return null
  return (
    <div className="flex flex-wrap gap-1 border-t border-line px-4 py-2">
      <Button
        look="quiet"
        size="small"
        icon={HandCoins}
        onClick={() => openDialog({ kind: 'money', customerId: card.id, way: 'credit' })}
      >
        {t('money.addCredit')}
      </Button>
      {(role === 'manager' || role === 'admin') && (
        <Button
          look="quiet"
          size="small"
          icon={CircleMinus}
          onClick={() => openDialog({ kind: 'deactivate', customerId: card.id })}
        >
          {t('deactivate.do')}
        </Button>
      )}
    </div>
  )
}
