// How sync stands, in one short sentence and with one sign; the header, the rail and the Sync place say the same.
import {
  CircleCheck,
  CloudOff,
  HardDrive,
  type LucideIcon,
  RefreshCw,
  TriangleAlert,
  Unlink,
} from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { SyncState, SyncStatus } from '../../shared/sync.ts'

/** The sign of each state: a crossed chain for offline, never colour alone. */
export const syncIcons: Readonly<Record<SyncState, LucideIcon>> = {
  alone: HardDrive,
  online: CircleCheck,
  busy: RefreshCw,
  behind: TriangleAlert,
  offline: Unlink,
  stopped: CloudOff,
}

/** A function that says a status in a few words. */
export function useSyncWords(): (status: SyncStatus) => string {
  const { t } = useTranslation()
  return (status) => {
    const { firstPull } = status
    if (firstPull && status.state !== 'stopped' && status.state !== 'offline') {
      const percent =
        firstPull.total > 0 ? Math.min(99, Math.floor((firstPull.done / firstPull.total) * 100)) : 0
      return t('sync.firstPull', { percent })
    }
    return t(`sync.states.${status.state}`)
  }
}
