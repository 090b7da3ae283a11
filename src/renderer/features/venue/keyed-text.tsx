import { Fragment } from 'react'

/** Text in which keys stand in double brackets: "Press [[F6]]". */
export function KeyedText({ text }: { readonly text: string }) {
  return text.split(/\[\[(.+?)\]\]/).map((piece, place) => {
    const isKey = place % 2 === 1
    return (
      // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of one text, always in the same order
      <Fragment key={place}>{isKey ? <kbd className="kbd">{piece}</kbd> : piece}</Fragment>
    )
  })
}
