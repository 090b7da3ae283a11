// The calendar day where the counter stands, which is what people mean by "today".

const two = (part: number) => String(part).padStart(2, '0')

/** The day of a moment in this computer's time zone, YYYY-MM-DD. */
export function localDay(moment: Date): string {
  return `${moment.getFullYear()}-${two(moment.getMonth() + 1)}-${two(moment.getDate())}`
}

/** The moment a day begins in this computer's time zone, ISO 8601; `later` days after it. */
export function startOfDay(day: string, later = 0): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  const start = new Date(year, month - 1, date + later)
  // Years before 100 would be taken for those of the last century.
  if (year < 100) start.setFullYear(year)
  return start.toISOString()
}

/** The day so many days later (earlier where negative). */
export function addDays(day: string, days: number): string {
  const moment = new Date(`${day}T00:00:00Z`)
  moment.setUTCDate(moment.getUTCDate() + days)
  return moment.toISOString().slice(0, 10)
}

/** The first day of the month that lies so many months after the month of `day`. */
export function startOfMonth(day: string, later = 0): string {
  const months = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 + later
  return `${String(Math.floor(months / 12)).padStart(4, '0')}-${two((months % 12) + 1)}-01`
}
