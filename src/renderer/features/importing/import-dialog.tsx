// Importing a customer file: choose it, say what its columns are, try it, import it, read the report.
import { FileUp } from 'lucide-react'
import { type ReactNode, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import type { ErrorReply } from '../../../shared/errors.ts'
import { callMethod } from '../../api.ts'
import type { WaitingImport } from '../../store.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { ImportMappingStep } from './import-mapping.tsx'
import { ImportProgressStep } from './import-progress.tsx'
import { ImportReportStep } from './import-report.tsx'
import { chooseFile, isComplete, resetImport, runImport, takeInspection, useImportRun } from './import-run.ts'

interface ImportDialogProps {
  readonly waiting: WaitingImport | null
  readonly onClose: () => void
}

/** The import, at whatever step it stands. */
export function ImportDialog({ waiting, onClose }: ImportDialogProps) {
  const { t } = useTranslation()
  const { phase, inspection, error } = useImportRun()
  useEffect(() => {
    const { phase, inspection } = useImportRun.getState()
    if (!waiting || phase === 'running' || inspection?.fileToken === waiting.inspection.fileToken) return
    takeInspection(waiting.inspection)
    if (waiting.autoStart) void runImport(false)
  }, [waiting])
  const leave = () => {
    if (useImportRun.getState().phase === 'done') resetImport()
    onClose()
  }
  return (
    <Dialog
      title={inspection ? t('importing.titleOf', { file: inspection.fileName }) : t('importing.title')}
      width="wide"
      onClose={leave}
      footer={<Footer onClose={leave} />}
    >
      <div className="min-h-[440px]">
        {error && <ImportError error={error} />}
        {phase === 'choosing' && (
          <EmptyState icon={FileUp} title={t('importing.chooseTitle')}>
            <p>{t('importing.chooseWords')}</p>
            <Button look="primary" data-autofocus onClick={() => void chooseFile()}>
              {t('importing.choose')}
            </Button>
          </EmptyState>
        )}
        {phase === 'mapping' && inspection && <ImportMappingStep inspection={inspection} />}
        {phase === 'running' && <ImportProgressStep />}
        {phase === 'done' && <ImportReportStep onLeave={leave} />}
      </div>
    </Dialog>
  )
}

function ImportError({ error }: { readonly error: ErrorReply }) {
  const { t } = useTranslation()
  return (
    <p role="alert" className="mb-4 rounded bg-red-soft px-4 py-2 text-red-text">
      {t(`errors.${error.code}`)}
    </p>
  )
}

function Footer({ onClose }: { readonly onClose: () => void }): ReactNode {
  const { t } = useTranslation()
  const { phase, inspection, plan, report } = useImportRun()
  if (phase === 'choosing') return <Button onClick={onClose}>{t('actions.close')}</Button>
  if (phase === 'running') {
    const cancel = () =>
      inspection &&
      void callMethod('import.cancel', { fileToken: inspection.fileToken }).catch(() => undefined)
    return (
      <>
        <span className="flex-1 text-sm text-muted">{t('importing.goesOn')}</span>
        <Button onClick={cancel}>{t('importing.cancel')}</Button>
      </>
    )
  }
  const importNow = (
    <Button look="primary" disabled={!isComplete(plan)} onClick={() => void runImport(false)}>
      {t('importing.start', { count: inspection?.rowCount ?? 0 })}
    </Button>
  )
  if (phase === 'done') {
    return (
      <>
        {report?.dryRun && (
          <Button look="quiet" onClick={() => useImportRun.setState({ phase: 'mapping' })}>
            {t('importing.back')}
          </Button>
        )}
        <span className="flex-1" />
        {report?.dryRun ? (
          <>
            <Button onClick={onClose}>{t('actions.cancel')}</Button>
            {importNow}
          </>
        ) : (
          <Button look="primary" onClick={onClose}>
            {t('importing.done')}
          </Button>
        )}
      </>
    )
  }
  return (
    <>
      <Button look="quiet" onClick={() => void chooseFile()}>
        {t('importing.chooseOther')}
      </Button>
      <span className="flex-1" />
      {!isComplete(plan) && (
        <span className="text-sm text-red-text">
          {t(plan.kind === 'sales' ? 'importing.needsSales' : 'errors.IMPORT_MAPPING_INCOMPLETE')}
        </span>
      )}
      <Button disabled={!isComplete(plan)} onClick={() => void runImport(true)}>
        {t('importing.dryRun')}
      </Button>
      {importNow}
    </>
  )
}
