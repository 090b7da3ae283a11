// The calendar day where the counter stands, which is what people mean by "today".

/** The day of a moment in this computer's time zone, YYYY-MM-DD. */
export function localDay(moment: Date): string {
  const two = (part: number) => String(part).padStart(2, '0')
  return `${moment.getFullYear()}-${two(moment.getMonth() + 1)}-${two(moment.getDate())}`
}

/** The moment a day begins in this computer's time zone, ISO 8601; `later` days after it. */
export function startOfDay(day: string, later = 0): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  return new Date(year, month - 1, date + later).toISOString()
}
