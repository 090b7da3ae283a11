// A customer form on react-hook-form: checked by the same rules as the write path, filled with problems main reports,
// and its first faulty field focused.

import { type FieldErrors, type UseFormReturn, useForm } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { localDay } from '../../../shared/local-day.ts'
import { replyOf } from '../../api.ts'

import { useErrorWords } from '../../ui/error-words.ts'
import { checkForm, type FactsForm, type FactsFormField } from '../../ui/facts-form.ts'

export interface FactsFormControl {
  readonly form: UseFormReturn<FactsForm>
  /** The words under a field, in the language of the screen; undefined while it is fine. */
  problemAt(field: FactsFormField): string | undefined
  /** Shows what main refused: at its field if it has one, else above the buttons. */
  showRefusal(error: unknown): void
}

/** Sets up the form with what is known; a phone or an e-mail is asked for where `contactRequired`. */
export function useFactsForm(start: FactsForm, contactRequired: boolean): FactsFormControl {
  const { t } = useTranslation()
  const sayError = useErrorWords()
  const form = useForm<FactsForm>({
    defaultValues: start,
    shouldFocusError: true,
    resolver: (values) => {
      const problems = checkForm(values, localDay(new Date()), contactRequired)
      const errors = Object.fromEntries(
        Object.entries(problems).map(([field, problem]) => [field, { type: problem }]),
      ) as FieldErrors<FactsForm>
      return Object.keys(problems).length > 0 ? { values: {}, errors } : { values, errors: {} }
    },
  })
  return {
    form,
    problemAt: (field) => {
      const error = form.formState.errors[field]
      if (!error) return undefined
      return error.message || t(`problems.${error.type as 'name-missing'}`)
    },
    showRefusal: (error) => {
      const { field, details, code } = replyOf(error)
      const problem = details?.problem
      if (field && field in start) {
        const words = problem ? t(`problems.${problem as 'name-missing'}`) : sayError(error)
        form.setError(field as FactsFormField, { type: code, message: words }, { shouldFocus: true })
      } else form.setError('root', { type: code, message: sayError(error) })
    },
  }
}
