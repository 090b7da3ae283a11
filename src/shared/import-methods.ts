// The methods an import is made of: choose a file, see what it would bring, run it, fetch what was refused.
import * as yup from 'yup'
import {
  type FileInspection,
  type ImportKind,
  type ImportPlan,
  importFields,
  importKinds,
  type PreviewRow,
  salesFields,
} from './importing.ts'
import { command, integer, nothing, object, query, text } from './method.ts'

const fileToken = text(64).required()
const kind = yup.mixed<ImportKind>().oneOf(importKinds).required()
/** Column index per field; an unknown field name is refused here, one of the other kind by whoever knows the file. */
const mapping = yup
  .object(Object.fromEntries([...importFields, ...salesFields].map((field) => [field, integer(0, 500)])))
  .strict()
  .noUnknown()
  .required()

export type PreviewArgs = ImportPlan & { readonly fileToken: string }
export type StartImportArgs = PreviewArgs & { readonly dryRun: boolean }

export const importMethods = {
  /** Opens the system's file dialog; null when the person chose none. */
  'import.choose': command<Record<string, never>, FileInspection | null>('manager', nothing),
  /** The file named on the command line, if one is waiting. */
  'import.waiting': query<Record<string, never>, { inspection: FileInspection; autoStart: boolean } | null>(
    'manager',
    nothing,
  ),
  'import.preview': query<PreviewArgs, readonly PreviewRow[]>(
    'manager',
    object({ fileToken, kind, mapping }) as unknown as yup.Schema<PreviewArgs>,
  ),
  /** Runs in the background; `import.progress` and `import.finished` events follow. */
  'import.start': command<StartImportArgs, { started: true }>(
    'manager',
    object({
      fileToken,
      kind,
      mapping,
      dryRun: yup.boolean().strict().required(),
    }) as unknown as yup.Schema<StartImportArgs>,
  ),
  'import.cancel': command<{ fileToken: string }, { cancelled: boolean }>('manager', object({ fileToken })),
  /** Opens the system's save dialog for the refused rows as CSV; the name of the file written, or null. */
  'import.saveRefused': command<{ fileToken: string }, { fileName: string } | null>(
    'manager',
    object({ fileToken }),
  ),
} as const
