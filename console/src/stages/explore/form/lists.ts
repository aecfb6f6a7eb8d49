/** This will change, or with nothing take out, one of a list. */
export function replaced<T>(list: readonly T[], at: number, next?: T): T[] {
  return list.flatMap((one, place) => (place === at ? (next === undefined ? [] : [next]) : [one]));
}

/** This will read numbers between commas, in order, each once; what is no number is left out. */
export function numbersIn(text: string): number[] {
  const found = text
    .split(/[,，、\s]+/)
    .filter(Boolean)
    .map(Number)
    .filter(Number.isFinite);
  return [...new Set(found)].toSorted((a, b) => a - b);
}
