// How to reach a customer and how to name them to other systems, each with its copy key.
import { Mail, Phone, Tag } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { CustomerCard } from '../../shared/customer.ts'
import { classNames } from './class-names.ts'
import { CopyButton, useCopied } from './copy-button.tsx'
import { displayPhone } from './display-phone.ts'

interface ContactLinesProps {
  readonly card: CustomerCard
  readonly className?: string
}

/** Code, phone and e-mail. */
export function ContactLines({ card, className }: ContactLinesProps) {
  const { t } = useTranslation()
  const [copied, setCopied] = useCopied()
  return (
    <ul className={classNames('flex flex-wrap gap-x-5', className)}>
      <Row icon={<Tag size={15} aria-label={t('customer.code')} role="img" />}>
        {card.customerCode ? (
          <>
            <span className="selectable">{card.customerCode}</span>
            <CopyButton
              value={card.customerCode}
              label={t('actions.copyCode')}
              chord="Alt+KeyC"
              copied={copied}
              onCopied={setCopied}
            />
          </>
        ) : (
          <span className="text-muted">{t('customer.codeFollows')}</span>
        )}
      </Row>
      <Row icon={<Phone size={15} aria-label={t('fields.primaryPhone')} role="img" />}>
        {card.primaryPhone ? (
          <>
            <span className="selectable">{displayPhone(card.primaryPhone)}</span>
            <CopyButton
              value={displayPhone(card.primaryPhone)}
              label={t('actions.copyPhone')}
              chord="Alt+KeyP"
              copied={copied}
              onCopied={setCopied}
            />
          </>
        ) : (
          <span className="text-muted">{t('customer.noPhone')}</span>
        )}
      </Row>
      {card.email && (
        <Row icon={<Mail size={15} aria-label={t('fields.email')} role="img" />}>
          <span className="selectable truncate" title={card.email}>
            {card.email}
          </span>
        </Row>
      )}
    </ul>
  )
}

function Row({ icon, children }: { readonly icon: ReactNode; readonly children: ReactNode }) {
  return (
    <li className="flex min-h-8 min-w-0 items-center gap-2">
      <span className="shrink-0 text-muted">{icon}</span>
      {children}
    </li>
  )
}
