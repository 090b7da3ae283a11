// Where the focus goes when nothing else claims it.

/** The id of the one search box. */
export const searchBoxId = 'search-box'

/** Puts the focus into the search box and selects its text, so that the next key starts a new search. */
export function focusSearchBox(): void {
  const box = document.getElementById(searchBoxId)
  if (box instanceof HTMLInputElement) {
    box.focus()
    box.select()
  }
}
