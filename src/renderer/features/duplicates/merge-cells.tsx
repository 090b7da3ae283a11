// What the cells of the merge grid look like.
import { classNames } from '../../ui/class-names.ts'

/** The name of a row, at the left edge: it stays while the others scroll. */
export const labelCell = 'sticky left-0 z-10 bg-surface py-2 pr-3 pl-6 text-sm leading-6 border-b border-line'
/** A cell of whoever is kept, who stays in sight beside the names. */
export const keptCell = 'sticky left-40 z-10 border-r border-r-line'

/** The sign of a radio button. */
export function Dot({ isOn }: { readonly isOn: boolean }) {
  return (
    <span
      aria-hidden
      className={classNames(
        'mt-1 flex size-4 shrink-0 items-center justify-center rounded-full border-[1.5px]',
        isOn ? 'border-accent' : 'border-line-strong',
      )}
    >
      {isOn && <span className="size-2 rounded-full bg-accent" />}
    </span>
  )
}
