// Taking a person off this counter: says what it means, and why it must wait while their changes are unsent.
import { useTranslation } from 'react-i18next'
import type { StaffMember } from '../../../shared/sync.ts'
import { useCommand } from '../../api.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Failure } from './failure.tsx'

interface SignOutDialogProps {
  readonly person: StaffMember
  readonly onClose: () => void
}

/** The question, and the answer of main. */
export function SignOutDialog({ person, onClose }: SignOutDialogProps) {
  const { t } = useTranslation()
  const signOut = useCommand('session.signOut')
  return (
    <Dialog
      title={t('session.signOut.title', { name: person.name })}
      width="small"
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('actions.cancel')}</Button>
          <Button
            data-autofocus
            look="primary"
            disabled={signOut.isPending}
            onClick={() => signOut.mutate({ staffId: person.id }, { onSuccess: onClose })}
          >
            {t('session.signOut.submit')}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <p>{t('session.signOut.words')}</p>
        <Failure error={signOut.error} />
      </div>
    </Dialog>
  )
}
