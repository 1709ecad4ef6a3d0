/** What a spreadsheet would take for a formula: everything that begins like one and is no number. */
const FORMULA = /^(?:[=@\t\r]|[+-](?![\d\s().,/-]*$))/;

/** A cell as spreadsheets paste it: quoted where it holds their separators, and never a formula. */
function cell(text: string): string {
  const safe = FORMULA.test(text) ? `'${text}` : text;
  return /[\t\n\r"]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Rows of cells between tabs, as spreadsheets paste them. */
export const tsvOf = (rows: readonly (readonly string[])[]): string => rows.map((row) => row.map(cell).join('\t')).join('\n');
