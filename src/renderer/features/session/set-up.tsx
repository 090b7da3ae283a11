// The first start: shared with other counters, or this computer only.
import { useTranslation } from 'react-i18next'
import { useCommand } from '../../api.ts'
import { Button } from '../../ui/button.tsx'
import { ConnectForm } from './connect-form.tsx'
import { Failure } from './failure.tsx'

/** The two ways to begin, side by side. */
export function SetUp() {
  const { t } = useTranslation()
  const alone = useCommand('session.stayAlone')
  return (
    <section className="w-[920px] rounded border border-line bg-surface px-8 py-7">
      <h1 className="text-xl font-semibold">{t('session.setUp.title')}</h1>
      <p className="mt-1 text-muted">{t('session.setUp.words')}</p>
      <div className="mt-6 grid grid-cols-[1.35fr_1fr] gap-10">
        <div>
          <h2 className="text-lg font-medium">{t('session.setUp.serverTitle')}</h2>
          <p className="mb-4 text-muted">{t('session.setUp.serverWords')}</p>
          <ConnectForm />
        </div>
        <div className="flex flex-col items-start border-l border-line pl-10">
          <h2 className="text-lg font-medium">{t('session.setUp.aloneTitle')}</h2>
          <p className="mb-4 text-muted">{t('session.setUp.aloneWords')}</p>
          <Button disabled={alone.isPending} onClick={() => alone.mutate({})}>
            {t('session.setUp.alone')}
          </Button>
          <Failure error={alone.error} />
        </div>
      </div>
    </section>
  )
}
