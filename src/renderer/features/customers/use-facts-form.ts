// A customer form on react-hook-form: checked by the schema that calls are checked by, filled with problems main reports,
// and its first faulty field focused.
import { type RefObject, useRef } from 'react'
import { type FieldErrors, type UseFormReturn, useForm } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { localDay } from '../../../shared/local-day.ts'
import { replyOf } from '../../api.ts'
import { useErrorWords } from '../../ui/error-words.ts'
import { checkForm, type FactsForm, type FactsFormField, type FormProblem } from '../../ui/facts-form.ts'

export interface FactsFormControl {
  readonly form: UseFormReturn<FactsForm>
  /** The element of the form, for finding its first faulty field. */
  readonly element: RefObject<HTMLFormElement | null>
  /** The words under a field, in the language of the screen; undefined while it is fine. */
  problemAt(field: FactsFormField): string | undefined
  /** Shows what main refused: at its field if it has one, else above the buttons. */
  showRefusal(error: unknown): void
  /** Puts the focus into the first field that has a problem, once it shows. */
  focusFault(): void
}

interface FactsFormRules {
  /** A phone or an e-mail is asked for. */
  readonly contactRequired: boolean
  /** Of an edit: what the form held at first. What is stored and untouched is nobody's fault here. */
  readonly untouched?: () => FactsForm
}

/** Sets up the form with what is known. */
export function useFactsForm(start: FactsForm, rules: FactsFormRules): FactsFormControl {
  const { t } = useTranslation()
  const sayError = useErrorWords()
  const element = useRef<HTMLFormElement>(null)
  const form = useForm<FactsForm>({
    defaultValues: start,
    shouldFocusError: false,
    resolver: (values) => {
      const problems = Object.entries(checkProblems(values, rules))
      if (problems.length === 0) return { values, errors: {} }
      const errors = problems.map(([field, problem]) => [field, { type: problem }])
      return { values: {}, errors: Object.fromEntries(errors) as FieldErrors<FactsForm> }
    },
  })
  // Once the words are there: two frames, as the first one may be the one that paints them.
  const focusFault = () =>
    requestAnimationFrame(() =>
      requestAnimationFrame(() =>
        element.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus(),
      ),
    )
  return {
    form,
    element,
    focusFault,
    problemAt: (field) => {
      const error = form.formState.errors[field]
      if (!error) return undefined
      return error.message || t(`problems.${error.type as 'name-missing'}`)
    },
    showRefusal: (error) => {
      const { field: path, details, code } = replyOf(error)
      const problem = details?.problem
      const field = path?.replace(/^(facts|changes)\./, '')
      if (field && field in start) {
        const words = problem ? t(`problems.${problem as 'name-missing'}`) : sayError(error)
        form.setError(field as FactsFormField, { type: code, message: words })
        focusFault()
      } else form.setError('root', { type: code, message: sayError(error) })
    },
  }
}

function checkProblems(
  values: FactsForm,
  { contactRequired, untouched }: FactsFormRules,
): Partial<Record<FactsFormField, FormProblem>> {
  const problems = checkForm(values, localDay(new Date()), contactRequired)
  const before = untouched?.()
  if (!before) return problems
  const mine = Object.entries(problems).filter(
    ([field, problem]) =>
      problem === 'contact-missing' || values[field as FactsFormField] !== before[field as FactsFormField],
  )
  return Object.fromEntries(mine)
}
