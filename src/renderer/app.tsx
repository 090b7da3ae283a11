// The whole page: rail, screen, card, status bar, the dialog in front, and before all of it whoever works here.
// Features meet only here.
import { Activity, useEffect, useState } from 'react'
import type { SessionState } from '../shared/sync.ts'
import {
  callMethod,
  useDirectoryChanges,
  useDuplicateNews,
  useMethod,
  useSession,
  useSessionNews,
  useSyncNews,
} from './api.ts'
import { useDraftMemory } from './draft-memory.ts'
import { ContactDialog } from './features/customers/contact-dialog.tsx'
import { CustomerActions } from './features/customers/customer-actions.tsx'
import { CustomerColumn } from './features/customers/customer-card.tsx'
import { DeactivateDialog } from './features/customers/deactivate-dialog.tsx'
import { EditCustomerDialog } from './features/customers/edit-customer-dialog.tsx'
import { MoneyDialog } from './features/customers/money-dialog.tsx'
import { NewCustomerDialog } from './features/customers/new-customer-dialog.tsx'
import { NoteDialog } from './features/customers/note-dialog.tsx'
import { DuplicatesScreen } from './features/duplicates/duplicates-screen.tsx'
import { MergeDialog } from './features/duplicates/merge-dialog.tsx'
import { PickDialog } from './features/duplicates/pick-dialog.tsx'
import { UnmergeDialog } from './features/duplicates/unmerge-dialog.tsx'
import { ImportDialog } from './features/importing/import-dialog.tsx'
import { useImportNews } from './features/importing/import-run.ts'
import { CustomersScreen } from './features/list/list-screen.tsx'
import { CounterScreen } from './features/lookup/counter-screen.tsx'
import { useScanner } from './features/lookup/use-scanner.ts'
import { type ProfileParts, ProfilePartsProvider } from './features/profile/parts.ts'
import { ProfilePanel } from './features/profile/profile-panel.tsx'
import { ProfileScreen } from './features/profile/profile-screen.tsx'
import { useReturn } from './features/profile/use-return.ts'
import { PeopleSection } from './features/session/people-section.tsx'
import { needsStep, SessionScreen } from './features/session/session-screen.tsx'
import { useLocking } from './features/session/use-locking.ts'
import { WhoMenu } from './features/session/who-menu.tsx'
import { SettingsScreen } from './features/settings/settings-screen.tsx'
import { HelpDialog } from './features/shell/help-dialog.tsx'
import { Rail } from './features/shell/rail.tsx'
import { StatusBar } from './features/shell/status-bar.tsx'
import { StoreNoticeBanner } from './features/shell/store-notice.tsx'
import { useAppearance } from './features/shell/use-appearance.ts'
import { SyncScreen } from './features/sync/sync-screen.tsx'
import { GuideDialog } from './features/venue/guide-dialog.tsx'
import { NoticeBanner } from './features/venue/notice-banner.tsx'
import { NoticesDialog } from './features/venue/notices-dialog.tsx'
import { TiersSection } from './features/venue/tiers-section.tsx'
import { VenueLinks } from './features/venue/venue-links.tsx'
import { type Origin, useInterface } from './store.ts'
import { editableFacts } from './ui/facts-form.ts'
import { InlineEditor } from './ui/inline-edit/inline-editor.tsx'
import { focusSearchBox } from './ui/search-box-focus.ts'
import { useShortcuts } from './ui/shortcuts.ts'
import { ErrorState } from './ui/states.tsx'

/**
 * The page. What is behind the locked screen stays as it was, so that nothing typed is lost; a counter that was shut out
 * shows nothing of what it knew.
 */
export function App() {
  useAppearance()
  useSessionNews()
  useSyncNews()
  const session = useSession()
  const answer = useMethod('session.get', {})
  const isOpen = session !== undefined && !needsStep(session)
  const [wasOpened, setOpened] = useState(false)
  useEffect(() => {
    if (isOpen) {
      setOpened(true)
      useInterface.getState().awaitPerson(null)
    } else if (session?.device === 'revoked') setOpened(false)
  }, [isOpen, session?.device])
  if (session === undefined) {
    return answer.error && <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />
  }
  return (
    <>
      {(isOpen || (wasOpened && session.device !== 'revoked')) && <Desk session={session} />}
      {needsStep(session) && <SessionScreen session={session} />}
    </>
  )
}

/** Everything a person at work sees. */
function Desk({ session }: { readonly session: SessionState }) {
  useDirectoryChanges()
  useDuplicateNews()
  useScanner()
  useWaitingImport(session)
  useImportNews()
  useLocking(session)
  useDraftMemory(session)
  const { showScreen, openDialog, openNewcomer } = useInterface.getState()
  useShortcuts({
    'Alt+Digit1': () => {
      showScreen('counter')
      requestAnimationFrame(focusSearchBox)
    },
    'Alt+Digit2': () => {
      showScreen('customers')
      requestAnimationFrame(focusSearchBox)
    },
    'Alt+Digit3': () => showScreen('duplicates'),
    'Alt+Digit5': () => showScreen('sync'),
    'Alt+Digit0': () => showScreen('settings'),
    'Alt+Slash': () => openDialog({ kind: 'help' }),
    F6: () => openNewcomer(currentSearch()),
  })
  return (
    <div className="flex h-full flex-col">
      <StoreNoticeBanner />
      <NoticeBanner />
      <div className="flex min-h-0 flex-1">
        <Rail
          foot={
            <>
              <VenueLinks />
              {session.current && <WhoMenu session={session} current={session.current} />}
            </>
          }
        />
        <CurrentScreen session={session} />
      </div>
      <StatusBar />
      <CurrentDialog />
    </div>
  )
}

/** Outside the counter the search text is out of sight, so it starts no newcomer there. */
function currentSearch(): string {
  const { screen, searchText } = useInterface.getState()
  return screen === 'counter' ? searchText.trim() : ''
}

const profileParts: ProfileParts = {
  actions: (profile) => <CustomerActions card={profile} />,
  editor: ({ id }, name, onDone) => {
    const field = editableFacts.find((fact) => fact === name)
    return (
      field && (
        <InlineEditor
          customerId={id}
          field={field}
          onClose={(onward) => onDone(onward === 'away' ? 'stay' : onward)}
        />
      )
    )
  },
}

/** The screen in front; behind a profile the one it was opened from stays as it was. */
function CurrentScreen({ session }: { readonly session: SessionState }) {
  const screen = useInterface((state) => state.screen)
  const origin = useInterface((state) => state.cameFrom.screen)
  const profileId = useInterface((state) => state.profileId)
  useReturn()
  const isProfile = screen === 'profile'
  return (
    <ProfilePartsProvider value={profileParts}>
      <main className="flex min-w-0 flex-1">
        <Activity mode={isProfile ? 'hidden' : 'visible'}>
          <PlainScreen screen={isProfile ? origin : screen} session={session} />
        </Activity>
        {isProfile && profileId && <ProfileScreen customerId={profileId} />}
      </main>
    </ProfilePartsProvider>
  )
}

interface PlainScreenProps {
  readonly screen: Origin['screen']
  readonly session: SessionState
}

function PlainScreen({ screen, session }: PlainScreenProps) {
  const cardId = useInterface((state) => state.cardId)
  const role = useMethod('app.info', {}).data?.role
  const mayImport = role === 'manager' || role === 'admin'
  return (
    <>
      {screen === 'counter' && <CounterScreen mayImport={mayImport} />}
      {screen === 'customers' && <CustomersScreen />}
      {screen === 'duplicates' && <DuplicatesScreen />}
      {screen === 'sync' && <SyncScreen />}
      {screen === 'settings' && (
        <SettingsScreen isAlone={session.mode === 'alone'}>
          <PeopleSection session={session} />
          <TiersSection />
        </SettingsScreen>
      )}
      {screen === 'counter' && <CustomerColumn />}
      {screen === 'customers' && cardId && <ProfilePanel customerId={cardId} />}
    </>
  )
}

function CurrentDialog() {
  const dialog = useInterface((state) => state.dialog)
  const openDialog = useInterface((state) => state.openDialog)
  const close = () => {
    openDialog(null)
    requestAnimationFrame(focusSearchBox)
  }
  // The browser puts the focus back where it was.
  const closeInPlace = () => openDialog(null)
  switch (dialog?.kind) {
    case 'new':
      return <NewCustomerDialog startedFrom={dialog.startedFrom} />
    case 'edit':
      return <EditCustomerDialog customerId={dialog.customerId} section={dialog.section} />
    case 'money':
      return <MoneyDialog customerId={dialog.customerId} way={dialog.way} />
    case 'note':
      return <NoteDialog customerId={dialog.customerId} noteId={dialog.noteId} />
    case 'contact':
      return <ContactDialog customerId={dialog.customerId} />
    case 'deactivate':
      return <DeactivateDialog customerId={dialog.customerId} />
    case 'merge':
      return <MergeDialog customerIds={dialog.customerIds} onClose={closeInPlace} />
    case 'mergeWith':
      return <PickDialog customerId={dialog.customerId} onClose={closeInPlace} />
    case 'unmerge':
      return (
        <UnmergeDialog
          key={dialog.mergeId}
          mergeId={dialog.mergeId}
          customerId={dialog.customerId}
          onClose={closeInPlace}
        />
      )
    case 'import':
      return <ImportDialog waiting={dialog.waiting} onClose={close} />
    case 'help':
      return <HelpDialog onClose={close} />
    case 'notices':
      return <NoticesDialog onClose={close} />
    case 'guide':
      return <GuideDialog key={dialog.page} page={dialog.page} onClose={close} />
    default:
      return null
  }
}

/** A file named on the command line opens the import as soon as somebody who may import is here. */
function useWaitingImport({ mode, current }: SessionState): void {
  const who = `${mode} ${current?.id}`
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked again for everybody who takes over
  useEffect(() => {
    callMethod('import.waiting', {}).then(
      (waiting) => waiting && useInterface.getState().openDialog({ kind: 'import', waiting }),
      // Without the right to import there is nothing to open.
      () => undefined,
    )
  }, [who])
}
