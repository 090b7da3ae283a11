// Money at the counter: recording a sale (and what of it is paid from credit), or adding credit.
import { type FormEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type CustomerCard, limits } from '../../../shared/customer.ts'
import { formatSatang, parseSatang } from '../../../shared/money.ts'
import { replyOf, useCommand, useMethod } from '../../api.ts'
import { newId } from '../../new-id.ts'
import { useInterface } from '../../store.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { useErrorWords } from '../../ui/error-words.ts'
import { TextField } from '../../ui/field.tsx'
import { focusSearchBox } from '../../ui/search-box-focus.ts'

type Way = 'sale' | 'credit'
type Problems = Partial<Record<'amount' | 'creditUsed' | 'form', string>>

/** The dialog for one customer's sale or top-up; nothing while the card is not here yet. */
export function MoneyDialog({ customerId, way }: { readonly customerId: string; readonly way: Way }) {
  const card = useMethod('customers.card', { customerId }).data
  return card ? <MoneyForm card={card} way={way} /> : null
}

/** Whole satang above nothing and not above what a receipt can hold, else null. */
function readAmount(text: string): number | null {
  const satang = parseSatang(text)
  return satang !== null && satang > 0 && satang <= limits.moneyMaximum ? satang : null
}

function MoneyForm({ card, way }: { readonly card: CustomerCard; readonly way: Way }) {
  const { t } = useTranslation()
  const sayError = useErrorWords()
  const sale = useCommand('customer.recordSale')
  const topUp = useCommand('customer.addCredit')
  const { openDialog, setRecentAction } = useInterface.getState()
  const commandId = useRef(newId())
  const [amountText, setAmountText] = useState('')
  const [creditText, setCreditText] = useState('')
  const [receiptNumber, setReceiptNumber] = useState('')
  const [problems, setProblems] = useState<Problems>({})
  const amount = readAmount(amountText)
  const creditUsed = creditText.trim() === '' ? 0 : parseSatang(creditText)
  const isBusy = sale.isPending || topUp.isPending

  const close = () => {
    openDialog(null)
    requestAnimationFrame(focusSearchBox)
  }
  const check = (): Problems => {
    if (amount === null) return { amount: t('money.amountWrong') }
    if (creditUsed === null || creditUsed < 0) return { creditUsed: t('money.amountWrong') }
    if (creditUsed > amount) return { creditUsed: t('money.moreThanSale') }
    if (creditUsed > card.availableCredit) return { creditUsed: t('errors.CREDIT_INSUFFICIENT') }
    return {}
  }
  const save = async (event: FormEvent) => {
    event.preventDefault()
    if (isBusy) return
    const found = check()
    setProblems(found)
    if (Object.keys(found).length > 0 || amount === null || creditUsed === null) return
    const receipt = receiptNumber.trim()
    const args = {
      commandId: commandId.current,
      customerId: card.id,
      amount,
      ...(receipt && { receiptNumber: receipt }),
    }
    try {
      if (way === 'credit') await topUp.mutateAsync(args)
      else {
        await sale.mutateAsync({ ...args, creditUsed })
        setRecentAction({
          kind: 'sale',
          customerId: card.id,
          commandId: args.commandId,
          at: Date.now(),
          amount,
          creditUsed,
        })
      }
      close()
    } catch (error) {
      commandId.current = newId()
      setProblems({ [replyOf(error).field === 'creditUsed' ? 'creditUsed' : 'form']: sayError(error) })
    }
  }
  const payAll = () =>
    setCreditText(String(Math.min(card.availableCredit, amount ?? card.availableCredit) / 100))

  return (
    <Dialog
      title={t(way === 'sale' ? 'money.saleTitle' : 'money.creditTitle', { name: card.fullName })}
      width="small"
      onClose={close}
      footer={
        <>
          {problems.form && (
            <p role="alert" className="min-w-0 text-sm text-red-text">
              {problems.form}
            </p>
          )}
          <span className="flex-1" />
          <Button onClick={close}>{t('actions.cancel')}</Button>
          <Button look="primary" type="submit" form="money" disabled={isBusy} className="min-w-28">
            {t(way === 'sale' ? 'money.record' : 'money.addCredit')}
          </Button>
        </>
      }
    >
      <form id="money" onSubmit={(event) => void save(event)} noValidate className="grid gap-4">
        <p className="flex items-baseline justify-between border-b border-line pb-3">
          <span className="text-muted">{t('customer.credit')}</span>
          <span className="text-lg font-medium">{formatSatang(card.availableCredit, true)}</span>
        </p>
        <div className="grid grid-cols-2 gap-4">
          <TextField
            label={t('money.amount')}
            value={amountText}
            onChange={(event) => setAmountText(event.target.value)}
            error={problems.amount}
            inputMode="decimal"
            placeholder="0.00"
            data-autofocus
          />
          <TextField
            label={t('money.receipt')}
            value={receiptNumber}
            onChange={(event) => setReceiptNumber(event.target.value)}
            maxLength={60}
          />
        </div>
        {way === 'sale' && card.availableCredit > 0 && (
          <div className="grid grid-cols-[minmax(0,1fr)_auto] items-start gap-3">
            <TextField
              label={t('money.fromCredit')}
              value={creditText}
              onChange={(event) => setCreditText(event.target.value)}
              error={problems.creditUsed}
              inputMode="decimal"
              placeholder="0.00"
            />
            <Button className="mt-[26px]" onClick={payAll}>
              {t('money.payAll')}
            </Button>
          </div>
        )}
        {way === 'sale' &&
          amount !== null &&
          creditUsed !== null &&
          creditUsed > 0 &&
          creditUsed <= amount && (
            <p className="text-sm text-muted">
              {t('money.rest', { amount: formatSatang(amount - creditUsed, true) })}
            </p>
          )}
      </form>
    </Dialog>
  )
}
