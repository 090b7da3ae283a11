// The drawings of two entries of one person: found, and made one.
import { Combine, Undo2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Beside, Chip, Key, Person, Then } from './guide-sketch.tsx'

export function Duplicates() {
  const { t } = useTranslation()
  return (
    <>
      <Beside>
        <Key>Alt 3</Key>
        <Chip tone="look">{t('inbox.grades.likely')} · 94</Chip>
        <span className="text-muted">{t('guide.words.alike')}</span>
      </Beside>
      <Person name="Kannika Suksai" detail="CUS-0412 · 081-234-5678" isChosen />
      <Person name="Kanika Suksai" detail="CUS-3307 · 089-222-3344" isChosen />
      <Beside>
        <Chip tone="main">{t('inbox.merge')}</Chip>
        <Key>Enter</Key>
        <Chip>{t('inbox.notTheSame')}</Chip>
        <Key>N</Key>
        <Chip>{t('inbox.later')}</Chip>
        <Key>L</Key>
      </Beside>
    </>
  )
}

export function Merging() {
  const { t } = useTranslation()
  return (
    <>
      <Person
        name="Kannika Suksai"
        detail="CUS-0412 · ฿1,250.00"
        mark={<Chip tone="main">{t('merging.keep')}</Chip>}
        isChosen
      />
      <Person name="Kanika Suksai" detail="CUS-3307 · ฿300.00" mark={<Chip>{t('merging.foldIn')}</Chip>} />
      <Beside>
        <Combine size={16} className="text-muted" />
        <Chip tone="good">Kannika Suksai · CUS-0412 · ฿1,550.00</Chip>
        <Then />
        <Chip>
          <Undo2 size={13} />
          {t('parting.undo')}
        </Chip>
      </Beside>
    </>
  )
}
