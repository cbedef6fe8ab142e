/** Text for a spreadsheet, in which a cell that begins like a formula would be run. */

/** What a spreadsheet would run as a formula begins with an apostrophe instead (OWASP, CSV injection). */
export const formulaSafe = (text: string): string => (/^[=+\-@\t\r\n＝＋－＠]/.test(text) ? `'${text}` : text);
