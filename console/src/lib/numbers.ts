import type { Language } from "./language";

const GROUPED = new Intl.NumberFormat("en-US", { maximumFractionDigits: 2 });

type Unit = [size: number, sign: string];

const UNITS: Record<Language, { from: number; units: [Unit, Unit] }> = {
  zh: {
    from: 10_000,
    units: [
      [1e4, " 万"],
      [1e8, " 亿"],
    ],
  },
  en: {
    from: 100_000,
    units: [
      [1e3, "k"],
      [1e6, "M"],
    ],
  },
};

/** This will write a count: `12,345` in full, from ten thousand on `1.23 万` and `4.56 亿` (English: k, M). */
export function count(value: number, language: Language): string {
  const { from, units } = UNITS[language];
  const [small, large] = units;
  if (Math.abs(value) < from) return GROUPED.format(value);
  // what two decimals would round up to the larger unit is already written in it: never `10000.00 万`
  const rounded = Math.round((Math.abs(value) / small[0]) * 100) / 100;
  return short(value, rounded * small[0] < large[0] ? small : large);
}

function short(value: number, [size, sign]: Unit): string {
  return `${(value / size).toFixed(2)}${sign}`;
}

export function full(value: number): string {
  return GROUPED.format(value);
}

/** This will write a share with one decimal; what has no denominator is a dash, never zero. */
export function percent(value: number | null | undefined): string {
  return value === null || value === undefined ? "–" : `${(value * 100).toFixed(1)}%`;
}

/** This will write fen as yuan: `¥1,299.00`. */
export function yuan(fen: number): string {
  const sign = fen < 0 ? "-" : "";
  const cents = Math.abs(fen);
  const whole = Math.floor(cents / 100).toLocaleString("en-US");
  return `${sign}¥${whole}.${String(cents % 100).padStart(2, "0")}`;
}

/** This will write fen as yuan where there is little room: `¥12.05 万`. */
export function yuanShort(fen: number, language: Language): string {
  const size = Math.abs(fen) / 100;
  if (size < UNITS[language].from) return yuan(fen);
  return `${fen < 0 ? "-" : ""}¥${count(size, language)}`;
}

/** This will join a figure and its Chinese measure word: `69 人`, but `1.23 万人`. */
export function measured(figure: string, word: string): string {
  return /\d$/.test(figure) ? `${figure} ${word}` : `${figure}${word}`;
}
