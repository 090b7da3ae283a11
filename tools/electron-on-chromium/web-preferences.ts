// Refuses a window whose page would be less locked in than the stand-in can imitate: the app must not come to rely on it.
import type { WebPreferences } from 'electron'

const required = {
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webSecurity: true,
  allowRunningInsecureContent: false,
  experimentalFeatures: false,
  webviewTag: false,
} as const satisfies WebPreferences

/** Throws when a preference is weaker than sandbox, context isolation and no Node in the page. */
export function refuseWeakPreferences(preferences: WebPreferences): void {
  for (const [name, value] of Object.entries(required)) {
    const given = preferences[name as keyof typeof required]
    if (given !== undefined && given !== value) {
      throw new Error(`The stand-in refuses webPreferences.${name}: ${given}; only ${value} is supported`)
    }
  }
}
