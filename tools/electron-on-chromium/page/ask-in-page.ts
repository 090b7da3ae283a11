// dialog.showMessageBox as a <dialog> over the page, in a shadow tree that the page's styles cannot reach.
// `askInPage` is sent there as its own source: it may use nothing from outside itself.

/** What dialog.showMessageBox asks. */
export interface Question {
  message: string
  detail?: string
  buttons: string[]
  defaultId?: number
  /** The answer of Escape, and of waiting too long. */
  fallback: number
  /** Milliseconds to wait for an answer; null waits for as long as it takes. */
  wait: number | null
}

/** Shows the question and answers the pressed button's index. */
export function askInPage(question: Question): Promise<number> {
  const host = document.createElement('div')
  const root = host.attachShadow({ mode: 'open' })
  const dialog = document.createElement('dialog')
  dialog.style.cssText =
    'max-width: 32rem; padding: 1.5rem; border: 1px solid #888; font: 15px/1.5 sans-serif'
  dialog.setAttribute('role', 'alertdialog')
  dialog.setAttribute('aria-label', question.message)
  const message = document.createElement('p')
  message.style.cssText = 'margin: 0 0 .5rem; font-weight: 600'
  message.textContent = question.message
  const detail = document.createElement('p')
  detail.style.cssText = 'margin: 0 0 1rem; white-space: pre-wrap'
  detail.textContent = question.detail ?? ''
  dialog.append(message, detail)
  return new Promise((resolve) => {
    const answer = (index: number): void => {
      host.remove()
      resolve(index)
    }
    for (const [index, label] of question.buttons.entries()) {
      const button = document.createElement('button')
      button.textContent = label
      button.style.cssText = 'margin-right: .5rem; padding: .4rem 1rem; font: inherit'
      button.autofocus = index === question.defaultId
      button.addEventListener('click', () => answer(index))
      dialog.append(button)
    }
    dialog.addEventListener('cancel', () => answer(question.fallback))
    root.append(dialog)
    document.documentElement.append(host)
    dialog.showModal()
    if (question.wait !== null) setTimeout(() => answer(question.fallback), question.wait)
  })
}
