// The whole page: rail, screen, card, status bar, and the dialog in front. Features meet only here.
import { useEffect } from 'react'
import { callMethod, useDirectoryChanges, useMethod, useSyncNews } from './api.ts'
import { CustomerColumn } from './features/customers/customer-card.tsx'
import { CustomersScreen } from './features/customers/customers-screen.tsx'
import { DeactivateDialog } from './features/customers/deactivate-dialog.tsx'
import { EditCustomerDialog } from './features/customers/edit-customer-dialog.tsx'
import { MoneyDialog } from './features/customers/money-dialog.tsx'
import { NewCustomerDialog } from './features/customers/new-customer-dialog.tsx'
import { ImportDialog } from './features/importing/import-dialog.tsx'
import { useImportNews } from './features/importing/import-run.ts'
import { CounterScreen } from './features/lookup/counter-screen.tsx'
import { useScanner } from './features/lookup/use-scanner.ts'
import { SettingsScreen } from './features/settings/settings-screen.tsx'
import { HelpDialog } from './features/shell/help-dialog.tsx'
import { Rail } from './features/shell/rail.tsx'
import { StatusBar } from './features/shell/status-bar.tsx'
import { StoreNoticeBanner } from './features/shell/store-notice.tsx'
import { useAppearance } from './features/shell/use-appearance.ts'
import { SyncScreen } from './features/sync/sync-screen.tsx'
import { useInterface } from './store.ts'
import { focusSearchBox } from './ui/search-box-focus.ts'
import { useShortcuts } from './ui/shortcuts.ts'

/** The page. */
export function App() {
  useAppearance()
  useDirectoryChanges()
  useSyncNews()
  useScanner()
  useWaitingImport()
  useImportNews()
  const { showScreen, openDialog, openNewcomer } = useInterface.getState()
  useShortcuts({
    'Alt+Digit1': () => {
      showScreen('counter')
      requestAnimationFrame(focusSearchBox)
    },
    'Alt+Digit2': () => showScreen('customers'),
    'Alt+Digit5': () => showScreen('sync'),
    'Alt+Digit0': () => showScreen('settings'),
    'Alt+Slash': () => openDialog({ kind: 'help' }),
    F6: () => openNewcomer(currentSearch()),
  })
  return (
    <div className="flex h-full flex-col">
      <StoreNoticeBanner />
      <div className="flex min-h-0 flex-1">
        <Rail />
        <CurrentScreen />
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

function CurrentScreen() {
  const screen = useInterface((state) => state.screen)
  const cardOpen = useInterface((state) => state.cardId !== null)
  const role = useMethod('app.info', {}).data?.role
  const mayImport = role === 'manager' || role === 'admin'
  return (
    <main className="flex min-w-0 flex-1">
      {screen === 'counter' && <CounterScreen mayImport={mayImport} />}
      {screen === 'customers' && <CustomersScreen mayImport={mayImport} />}
      {screen === 'sync' && <SyncScreen />}
      {screen === 'settings' && <SettingsScreen />}
      {(screen === 'counter' || (screen === 'customers' && cardOpen)) && <CustomerColumn />}
    </main>
  )
}

function CurrentDialog() {
  const dialog = useInterface((state) => state.dialog)
  const openDialog = useInterface((state) => state.openDialog)
  const close = () => {
    openDialog(null)
    requestAnimationFrame(focusSearchBox)
  }
  switch (dialog?.kind) {
    case 'new':
      return <NewCustomerDialog startedFrom={dialog.startedFrom} />
    case 'edit':
      return <EditCustomerDialog customerId={dialog.customerId} />
    case 'money':
      return <MoneyDialog customerId={dialog.customerId} way={dialog.way} />
    case 'deactivate':
      return <DeactivateDialog customerId={dialog.customerId} />
    case 'import':
      return <ImportDialog waiting={dialog.waiting} onClose={close} />
    case 'help':
      return <HelpDialog onClose={close} />
    default:
      return null
  }
}

/** A file named on the command line opens the import at once. */
function useWaitingImport(): void {
  useEffect(() => {
    callMethod('import.waiting', {}).then(
      (waiting) => waiting && useInterface.getState().openDialog({ kind: 'import', waiting }),
      // Without the right to import there is nothing to open.
      () => undefined,
    )
  }, [])
}
