// Each page's drawing.
import type { ComponentType } from 'react'
import { useTranslation } from 'react-i18next'
import {
  AtTheCounter,
  FindAnyone,
  Newcomer,
  NotesAndAlerts,
  Offline,
  SharedPhone,
} from './guide-drawings-desk.tsx'
import { Duplicates, Merging } from './guide-drawings-duplicates.tsx'
import {
  Conflicts,
  CustomerList,
  Deactivating,
  ImportFile,
  ProfileAndHistory,
  StaffAndDevices,
  TiersAndNotices,
} from './guide-drawings-venue.tsx'
import type { GuidePage } from './guide-pages.ts'
import { Sketch } from './guide-sketch.tsx'

const drawings: Readonly<Record<GuidePage, ComponentType>> = {
  'find-anyone': FindAnyone,
  newcomer: Newcomer,
  'shared-phone': SharedPhone,
  'at-the-counter': AtTheCounter,
  'notes-and-alerts': NotesAndAlerts,
  duplicates: Duplicates,
  offline: Offline,
  'customer-list': CustomerList,
  'profile-and-history': ProfileAndHistory,
  merging: Merging,
  conflicts: Conflicts,
  import: ImportFile,
  'tiers-and-notices': TiersAndNotices,
  deactivating: Deactivating,
  'staff-and-devices': StaffAndDevices,
}

/** The drawing of a page, described for whoever cannot see it. */
export function GuideDrawing({ page }: { readonly page: GuidePage }) {
  const { t } = useTranslation()
  const Drawing = drawings[page]
  return (
    <Sketch label={t(`guide.pages.${page}.picture`)}>
      <Drawing />
    </Sketch>
  )
}
