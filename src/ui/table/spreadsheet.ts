/** Escapes text for spreadsheets, which run cells that begin like a formula. */

/** Prefixes formulas with an apostrophe (OWASP, CSV injection). */
export const formulaSafe = (text: string): string => (/^[=+\-@\t\r\n＝＋－＠]/.test(text) ? `'${text}` : text);
