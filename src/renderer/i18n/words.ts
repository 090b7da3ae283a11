// The words of the screens, a file for each part of them; both languages have the same files with the same keys.
import enCore from './en/core.json'
import enDuplicates from './en/duplicates.json'
import enForms from './en/forms.json'
import enImporting from './en/importing.json'
import enList from './en/list.json'
import enProfile from './en/profile.json'
import enSession from './en/session.json'
import enSync from './en/sync.json'
import enVenue from './en/venue.json'
import thCore from './th/core.json'
import thDuplicates from './th/duplicates.json'
import thForms from './th/forms.json'
import thImporting from './th/importing.json'
import thList from './th/list.json'
import thProfile from './th/profile.json'
import thSession from './th/session.json'
import thSync from './th/sync.json'
import thVenue from './th/venue.json'

/** Every English word. */
export const en = {
  ...enCore,
  ...enDuplicates,
  ...enForms,
  ...enImporting,
  ...enList,
  ...enProfile,
  ...enSession,
  ...enSync,
  ...enVenue,
}

/** Every Thai word. */
export const th = {
  ...thCore,
  ...thDuplicates,
  ...thForms,
  ...thImporting,
  ...thList,
  ...thProfile,
  ...thSession,
  ...thSync,
  ...thVenue,
}
