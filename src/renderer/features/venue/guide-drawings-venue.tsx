// The drawings for managers and administrators.
import { Bell, FileSpreadsheet, KeyRound, MonitorSmartphone } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useTint } from '../../ui/tint.ts'
import { Beside, Box, Chip, Key, Person, Then } from './guide-sketch.tsx'

export function CustomerList() {
  const { t } = useTranslation()
  return (
    <>
      <Beside>
        <Key>Alt 2</Key>
        <Chip tone="main">{t('guide.words.filter')}</Chip>
        <Chip>{t('guide.words.saveView')}</Chip>
        <Chip>
          <FileSpreadsheet size={13} />
          {t('guide.words.export')}
        </Chip>
      </Beside>
      <Person name="สมชาย ใจดี" detail="CUS-4217" mark={<Tier name="Gold" colour="amber" />} />
      <Person name="Anna Berg" detail="CUS-3310" mark={<Tier name="Gold" colour="amber" />} />
      <Person name="มาลี ศรีสุข" detail="CUS-2988" mark={<Tier name="Gold" colour="amber" />} />
    </>
  )
}

export function ProfileAndHistory() {
  const { t } = useTranslation()
  return (
    <Box>
      <Beside>
        <span className="text-base font-semibold">สมชาย ใจดี</span>
        <Tier name="Gold" colour="amber" />
      </Beside>
      <span className="border-l-2 border-accent pl-3">
        {t('fields.primaryPhone')}: <s className="text-muted">081-234-5678</s> → 089-222-3344
        <span className="block text-muted">{t('guide.words.changedBy')}</span>
      </span>
      <Bars />
    </Box>
  )
}

/** Visits by month, as the profile draws them. */
function Bars() {
  const heights = [10, 16, 8, 22, 18, 30, 26, 34]
  return (
    <svg viewBox="0 0 160 40" aria-hidden="true" className="h-10 w-40">
      {heights.map((height, place) => (
        <rect
          // biome-ignore lint/suspicious/noArrayIndexKey: a drawing never changes its order
          key={place}
          x={place * 20 + 2}
          y={38 - height}
          width={12}
          height={height}
          rx={2}
          className="fill-accent"
        />
      ))}
      <line x1={0} y1={39} x2={160} y2={39} className="stroke-line-strong" />
    </svg>
  )
}

export function Conflicts() {
  const { t } = useTranslation()
  return (
    <>
      <Beside>
        <Key>Alt 5</Key>
        <span className="font-medium">{t('fields.primaryPhone')} · สมชาย ใจดี</span>
      </Beside>
      <Person
        name="081-234-5678"
        detail={t('guide.words.firstCounter')}
        mark={<Chip>{t('guide.words.keep')}</Chip>}
      />
      <Person
        name="081-234-5679"
        detail={t('guide.words.secondCounter')}
        mark={<Chip tone="main">{t('guide.words.keep')}</Chip>}
        isChosen
      />
    </>
  )
}

export function ImportFile() {
  const { t } = useTranslation()
  return (
    <>
      <Beside>
        <Chip>
          <FileSpreadsheet size={13} />
          customers.csv
        </Chip>
        <Then />
        <Chip>{t('guide.words.columns')}</Chip>
        <Then />
        <Chip>{t('guide.words.check')}</Chip>
      </Beside>
      <Beside>
        <Chip tone="good">{t('guide.words.newOnes')}</Chip>
        <Chip>{t('guide.words.knownOnes')}</Chip>
        <Chip tone="look">{t('guide.words.refusedOnes')}</Chip>
      </Beside>
    </>
  )
}

export function TiersAndNotices() {
  const { t } = useTranslation()
  return (
    <>
      <Beside>
        <Key>Alt 0</Key>
        <Tier name="Silver" colour="slate" />
        <Tier name="Gold" colour="amber" />
        <Tier name="Platinum" colour="violet" />
      </Beside>
      <Box>
        <Beside>
          <Bell size={15} className="text-muted" />
          <span className="font-medium">{t('guide.words.notice')}</span>
        </Beside>
        <Beside>
          <Chip tone="look">{t('notices.impacts.medium')}</Chip>
          <span className="text-muted">{t('notices.readBy', { count: 4 })}</span>
        </Beside>
      </Box>
    </>
  )
}

export function Deactivating() {
  const { t } = useTranslation()
  return (
    <>
      <Beside>
        <Chip>{t('deactivate.do')}</Chip>
        <Then />
        <Chip>{t('guide.words.moved')}</Chip>
      </Beside>
      <Person name="มาลี ศรีสุข" detail="CUS-2988" mark={<Chip>{t('customer.inactive')}</Chip>} />
      <Beside>
        <Chip tone="main">{t('deactivate.revive')}</Chip>
        <Then />
        <Chip tone="good">{t('guide.words.active')}</Chip>
      </Beside>
    </>
  )
}

export function StaffAndDevices() {
  const { t } = useTranslation()
  return (
    <>
      <Beside>
        <Chip>
          <MonitorSmartphone size={13} />
          {t('guide.words.till')}
        </Chip>
        <Then />
        <Chip>
          <KeyRound size={13} />
          PIN ••••
        </Chip>
        <Key>Alt L</Key>
      </Beside>
      <Person
        name="Nok"
        detail={t('session.roles.staff')}
        mark={<Chip>{t('session.settings.hasPin')}</Chip>}
      />
      <Person
        name="Malee"
        detail={t('session.roles.manager')}
        mark={<Chip>{t('session.settings.hasPin')}</Chip>}
      />
    </>
  )
}

function Tier({ name, colour }: { readonly name: string; readonly colour: string }) {
  const dot = useTint<HTMLSpanElement>(colour)
  return (
    <span className="inline-flex items-center gap-1.5 rounded-full border border-line bg-surface px-2 text-xs font-medium">
      <span ref={dot} className="size-2 rounded-full" />
      {name}
    </span>
  )
}
