// The calendar day where the counter stands, which is what people mean by "today".

/** The day of a moment in this computer's time zone, YYYY-MM-DD. */
export function localDay(moment: Date): string {
  const two = (part: number) => String(part).padStart(2, '0')
  return `${moment.getFullYear()}-${two(moment.getMonth() + 1)}-${two(moment.getDate())}`
}
