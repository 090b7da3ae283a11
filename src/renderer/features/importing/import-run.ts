// The import that is being prepared or running. It outlives the dialog: closing the dialog does not stop an import,
// and opening it again shows where it stands.
import { useEffect } from 'react'
import { create } from 'zustand'
import type { ErrorReply } from '../../../shared/errors.ts'
import {
  type FileInspection,
  type ImportField,
  type ImportKind,
  type ImportPlan,
  type ImportProgress,
  type ImportReport,
  neededSalesFields,
  type SalesField,
} from '../../../shared/importing.ts'
import { callMethod, replyOf } from '../../api.ts'

/** Where an import stands. */
export type ImportPhase = 'choosing' | 'mapping' | 'running' | 'done'

interface ImportRun {
  readonly phase: ImportPhase
  readonly inspection: FileInspection | null
  /** What the file is taken for, and which column is what. */
  readonly plan: ImportPlan
  readonly progress: ImportProgress | null
  readonly report: ImportReport | null
  readonly error: ErrorReply | null
}

const start: ImportRun = {
  phase: 'choosing',
  inspection: null,
  plan: { kind: 'customers', mapping: {} },
  progress: null,
  report: null,
  error: null,
}

/** The state of the one import at a time. */
export const useImportRun = create<ImportRun>()(() => start)

/** Forgets the file and begins again with choosing one. */
export function resetImport(): void {
  useImportRun.setState(start)
}

/** Takes up an inspected file with the mapping guessed for it. */
export function takeInspection(inspection: FileInspection): void {
  useImportRun.setState({
    ...start,
    phase: 'mapping',
    inspection,
    plan: guessPlan(inspection, inspection.kind),
  })
}

function guessPlan({ mappings }: FileInspection, kind: ImportKind): ImportPlan {
  return kind === 'sales' ? { kind, mapping: mappings.sales } : { kind, mapping: mappings.customers }
}

/** Takes the file for something else than was guessed, its columns as guessed for that. */
export function changeKind(kind: ImportKind): void {
  const { inspection, plan } = useImportRun.getState()
  if (inspection && plan.kind !== kind) useImportRun.setState({ plan: guessPlan(inspection, kind) })
}

/** Gives a column of the file to a field, or to none; a field has one column and a column one field. */
export function assignColumn(
  plan: ImportPlan,
  column: number,
  field: ImportField | SalesField | null,
): ImportPlan {
  const others = Object.entries(plan.mapping).filter(([name, index]) => index !== column && name !== field)
  return { ...plan, mapping: Object.fromEntries(field ? [...others, [field, column]] : others) } as ImportPlan
}

/** Whether every row could get what it cannot do without: a name, or all that makes a receipt. */
export function isComplete(plan: ImportPlan): boolean {
  if (plan.kind === 'sales') return neededSalesFields.every((field) => plan.mapping[field] !== undefined)
  const { fullName, firstName, lastName } = plan.mapping
  return (fullName ?? firstName ?? lastName) !== undefined
}

/** Opens the file dialog and inspects what was chosen. */
export async function chooseFile(): Promise<void> {
  try {
    const inspection = await callMethod('import.choose', {})
    if (inspection) takeInspection(inspection)
  } catch (error) {
    useImportRun.setState({ error: replyOf(error) })
  }
}

/** Starts a dry run or the import itself. */
export async function runImport(dryRun: boolean): Promise<void> {
  const { inspection, plan, phase } = useImportRun.getState()
  if (!inspection || phase === 'running') return
  const { fileToken, rowCount } = inspection
  useImportRun.setState({
    phase: 'running',
    progress: { fileToken, done: 0, total: rowCount, dryRun },
    report: null,
    error: null,
  })
  try {
    await callMethod('import.start', { fileToken, ...plan, dryRun })
  } catch (error) {
    useImportRun.setState({ phase: 'mapping', error: replyOf(error) })
  }
}

/** Follows main's news of the import for as long as the page lives. */
export function useImportNews(): void {
  useEffect(() => {
    const isOurs = (fileToken: string) => useImportRun.getState().inspection?.fileToken === fileToken
    const stopProgress = window.regulars.on('import.progress', (progress) => {
      const running = useImportRun.getState().phase === 'running'
      if (running && isOurs(progress.fileToken)) useImportRun.setState({ progress })
    })
    const stopFinished = window.regulars.on('import.finished', (result) => {
      if (!isOurs(result.fileToken)) return
      if ('error' in result) useImportRun.setState({ phase: 'mapping', error: result.error, progress: null })
      else useImportRun.setState({ phase: 'done', report: result, progress: null })
    })
    return () => {
      stopProgress()
      stopFinished()
    }
  }, [])
}
