// Starts the page. The settings and the session come first, so that the first thing painted is already in the right
// language and theme, and the right screen.
import { QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { makeQueryClient, methodQuery } from './api.ts'
import { App } from './app.tsx'
import { applyTheme } from './features/shell/use-appearance.ts'
import { startTranslations } from './i18n/start.ts'
import './styles/fonts.css'
import './styles/app.css'

async function start(root: HTMLElement): Promise<void> {
  const client = makeQueryClient()
  // Without settings the page still opens, as the system is set; the screens say what failed.
  const settings = await client.fetchQuery(methodQuery('settings.get', {})).catch(() => null)
  await client.prefetchQuery(methodQuery('session.get', {}))
  startTranslations(settings?.language ?? (navigator.language.startsWith('th') ? 'th' : 'en'))
  applyTheme(settings?.theme ?? 'system')
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={client}>
        <App />
      </QueryClientProvider>
    </StrictMode>,
  )
}

const root = document.getElementById('root')
if (root) void start(root)
