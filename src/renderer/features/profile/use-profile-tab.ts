// Which tab a profile shows: the one it was opened at, else the one whoever works here chose last on this counter.
import { useQueryClient } from '@tanstack/react-query'
import { type ProfileTab, profileTabs } from '../../../shared/profile.ts'
import { callMethod, methodQuery, useMethod } from '../../api.ts'
import { useInterface } from '../../store.ts'

/** The tab in remembered JSON; null where there is none or it is none of today's. */
export function readRememberedTab(remembered: string | null | undefined): ProfileTab | null {
  if (!remembered) return null
  try {
    const { tab } = JSON.parse(remembered) as { tab?: unknown }
    return profileTabs.find((each) => each === tab) ?? null
  } catch {
    return null
  }
}

/** The tab shown, null until what is remembered is known, and the way to choose another, which is remembered. */
export function useProfileTab(): [ProfileTab | null, (tab: ProfileTab) => void] {
  const client = useQueryClient()
  const openedAt = useInterface((state) => state.profileTab)
  const remembered = useMethod('memory.get', { name: 'profile' })
  const choose = (tab: ProfileTab) => {
    const value = JSON.stringify({ tab })
    client.setQueryData(methodQuery('memory.get', { name: 'profile' }).queryKey, value)
    useInterface.setState({ profileTab: null })
    // A counter that cannot remember shows the tab all the same.
    void callMethod('memory.set', { name: 'profile', value }).catch(() => undefined)
  }
  if (openedAt) return [openedAt, choose]
  return [remembered.isPending ? null : (readRememberedTab(remembered.data) ?? 'overview'), choose]
}
