/** Puts a table between its marks: `<!-- name -->` and `<!-- /name -->`. */
export function withTable(text, name, table) {
  const [before, after] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const [from, to] = [text.indexOf(before), text.indexOf(after)];
  if (from < 0 || to < from) throw new Error(`The marks ${before} and ${after} are missing.`);
  return `${text.slice(0, from + before.length)}\n\n${table}\n\n${text.slice(to)}`;
}
