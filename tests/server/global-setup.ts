// One PostgreSQL for a whole run of server tests: started before the first file, stopped after the last.
import { sharedServerVariable, startTemplateServer } from './postgres.ts'

/** Starts the server, tells the test files where it is, and answers how to stop it. */
export async function setup(): Promise<() => Promise<void>> {
  const cluster = await startTemplateServer()
  process.env[sharedServerVariable] = `${cluster.port} ${cluster.password}`
  return () => cluster.stop()
}
