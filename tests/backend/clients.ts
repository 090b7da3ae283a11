// Clients for the tests of the development backend: the unmodified supabase-js, which keeps and refreshes nothing by itself.
import { createClient, type SupabaseClient } from '@supabase/supabase-js'
import type { LocalSupabase } from '../../tools/local-supabase/start.ts'

/** A client with that key, signed in as nobody. */
export function newClient(url: string, key: string): SupabaseClient {
  return createClient(url, key, {
    auth: { persistSession: false, autoRefreshToken: false, detectSessionInUrl: false },
  })
}

/** A client signed in as the backend's staff member of that number. */
export async function signedInClient(backend: LocalSupabase, number: number): Promise<SupabaseClient> {
  const client = newClient(backend.url, backend.anonKey)
  const { email = '', password = '' } = backend.staff[number] ?? {}
  const { error } = await client.auth.signInWithPassword({ email, password })
  if (error) throw error
  return client
}

/** Makes a confirmed account that is no staff: somebody who signed up on the website. */
export async function createMember(admin: SupabaseClient, email: string) {
  const password = 'a password'
  const { data, error } = await admin.auth.admin.createUser({ email, password, email_confirm: true })
  if (error) throw error
  return { id: data.user.id, email, password }
}
