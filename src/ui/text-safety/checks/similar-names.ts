/** Finds confusable names in a list, such as `deploy` and `dep1oy`. */

/** Letters of other scripts, and below each the Latin letter that it looks like. */
const foreign = 'асеорхуѕіјԛԝһӏԁѵкАВЕКМНОРСТХУЅІЈԌԚԜѴαονριυγκχΑΒΕΖΗΙΚΜΝΟΡΤΥΧօոսհցյıɩɡɑ';
const drawnAs = 'aceopxysijqwhldvkABEKMHOPCTXYSIJGQWVaovpiuykxABEZHIKMNOPTYXonuhgjiiga';
const latinOf = new Map(Array.from(foreign, (letter, index) => [letter, drawnAs.charAt(index)]));

/** The size of the cache: long lists are rendered repeatedly. */
const mostKnown = 20_000;
const known = new Map<string, string>();

/** The skeleton shared by confusable names. */
function shapeOf(name: string): string {
  const before = known.get(name);
  if (before !== undefined) return before;
  if (known.size >= mostKnown) known.clear();
  const shape = computeShape(name);
  known.set(name, shape);
  return shape;
}

function computeShape(name: string): string {
  const letters = Array.from(name.normalize('NFKC').replaceAll(/[^\p{L}\p{N}\p{P}\p{S}]/gu, ''));
  return letters
    .map((letter) => latinOf.get(letter) ?? letter)
    .join('')
    .replaceAll(/[Il1|]/g, 'l')
    .replaceAll('0', 'O')
    .replaceAll('rn', 'm')
    .replaceAll('vv', 'w')
    .replaceAll(/[\p{Pd}_\u2212]+/gu, '-');
}

/** For each confusable name of a list: the others. */
export function similarNames(names: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const byShape = new Map<string, Set<string>>();
  for (const name of names) {
    const shape = shapeOf(name);
    byShape.set(shape, (byShape.get(shape) ?? new Set()).add(name));
  }
  return new Map(
    [...byShape.values()]
      .filter(({ size }) => size > 1)
      .flatMap((alike) => [...alike].map((name) => [name, [...alike].filter((other) => other !== name)] as const)),
  );
}

/** The names that are confusable with a new one, and not equal. */
export const similarTo = (name: string, names: readonly string[]): readonly string[] =>
  names.length === 0 ? [] : (similarNames([name, ...names]).get(name) ?? []);
