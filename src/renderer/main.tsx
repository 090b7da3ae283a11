// Starts the page.
import { QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { makeQueryClient } from './api.ts'
import { App } from './app.tsx'
import { startTranslations } from './i18n/start.ts'
import './styles/fonts.css'
import './styles/app.css'

const root = document.getElementById('root')
if (root) {
  startTranslations()
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={makeQueryClient()}>
        <App />
      </QueryClientProvider>
    </StrictMode>,
  )
}
