// One line of a CSV file as RFC 4180 has it, safe to open in a spreadsheet.

/** A cell that a spreadsheet would run as a formula; numbers and phones with a sign in front are left as they are. */
const formula = /^[=@\t\r]|^[+-](?![\d\s().-]*$)/
const needsQuotes = /[",\r\n]|^\s|\s$/
const lineEnd = '\r\n'

/** One line of CSV with its line end. */
export function writeRow(cells: readonly string[]): string {
  return cells.map(writeCell).join(',') + lineEnd
}

function writeCell(cell: string): string {
  const safe = formula.test(cell) ? `'${cell}` : cell
  return needsQuotes.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
