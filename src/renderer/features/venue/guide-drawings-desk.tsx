// The drawings for whoever stands at the counter.
import { Pin, TriangleAlert, WifiOff } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Beside, Box, Chip, Key, Person, Then, Typed } from './guide-sketch.tsx'

export function FindAnyone() {
  return (
    <>
      <Beside>
        <Key>Alt 1</Key>
        <Then />
        <span className="min-w-56 flex-1">
          <Typed text="somch 567" />
        </span>
      </Beside>
      <Person name="สมชาย ใจดี" detail="081-234-5678 · CUS-4217" mark={<Key>Enter</Key>} isChosen />
      <Person name="Somchai Meesuk" detail="089-111-5670 · CUS-0093" />
    </>
  )
}

export function Newcomer() {
  const { t } = useTranslation()
  return (
    <>
      <Beside>
        <span className="min-w-56 flex-1">
          <Typed text="มาลี 0861112233" />
        </span>
        <Key>F6</Key>
      </Beside>
      <Box>
        <span className="font-medium">{t('customer.new')}</span>
        <Beside>
          <Chip>{t('fields.fullName')}: มาลี</Chip>
          <Chip>{t('fields.primaryPhone')}: 086-111-2233</Chip>
        </Beside>
        <Beside>
          <Chip tone="main">{t('actions.save')}</Chip>
          <Key>Enter</Key>
        </Beside>
      </Box>
    </>
  )
}

export function SharedPhone() {
  const { t } = useTranslation()
  return (
    <>
      <Typed text="081 234 5678" />
      <span className="text-amber-text">{t('lookup.shared', { count: 3, phone: '081-234-5678' })}</span>
      <Person name="สมชาย ใจดี" detail="081-234-5678" />
      <Person name="มาลี ใจดี" detail="081-234-5678" isChosen />
      <Person name="ปิติ ใจดี" detail="081-234-5678" />
    </>
  )
}

export function AtTheCounter() {
  const { t } = useTranslation()
  return (
    <Box>
      <span className="text-base font-semibold">สมชาย ใจดี</span>
      <Beside>
        <span className="text-muted">{t('customer.credit')}</span>
        <span className="font-medium">฿1,250.00</span>
        <span className="ml-3 text-muted">{t('customer.visits')}</span>
        <span className="font-medium">41</span>
      </Beside>
      <Beside>
        <Chip tone="main">{t('actions.checkIn')}</Chip>
        <Key>Alt V</Key>
        <Chip>{t('money.sale')}</Chip>
        <Key>Alt S</Key>
      </Beside>
      <Beside>
        <Chip tone="good">{t('customer.checkedIn')}</Chip>
        <Then />
        <Chip>{t('actions.undo')}</Chip>
      </Beside>
    </Box>
  )
}

export function NotesAndAlerts() {
  const { t } = useTranslation()
  return (
    <Box>
      <span className="text-base font-semibold">สมชาย ใจดี</span>
      <span className="flex items-center gap-2 rounded border border-amber-line bg-amber-soft px-3 py-1.5 text-amber-text">
        <TriangleAlert size={15} />
        {t('guide.words.alert')}
        <Pin size={14} className="ml-auto" />
      </span>
      <span className="rounded border border-line px-3 py-1.5">{t('guide.words.note')}</span>
      <Beside>
        <Chip>{t('notes.write')}</Chip>
        <Key>Alt N</Key>
      </Beside>
    </Box>
  )
}

export function Offline() {
  const { t } = useTranslation()
  return (
    <>
      <Beside>
        <Chip tone="look">
          <WifiOff size={13} />
          {t('guide.words.offline')}
        </Chip>
        <Chip>{t('status.unsent', { count: 3 })}</Chip>
      </Beside>
      <Beside>
        <Chip>{t('nav.counter')}</Chip>
        <Then />
        <Chip tone="good">{t('guide.words.savedHere')}</Chip>
        <Then />
        <Chip>{t('nav.sync')}</Chip>
        <Key>Alt 5</Key>
      </Beside>
    </>
  )
}
