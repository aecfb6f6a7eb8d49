export type Theme = "light" | "dark";

/**
 * The colors that charts draw with, by the names they have in theme.css: a chart is drawn with values and not with
 * variables. Series stand in their order; they are told apart with color-vision deficiency too, and in the dark each
 * stands out from its ground as text must.
 */
export const PALETTE = {
  light: {
    ink: "#1b2b34",
    second: "#5b6b73",
    hairline: "#e3eaea",
    surface: "#fff",
    aside: "#b6c2c4",
    "aipl-a": "#9cd3d3",
    "aipl-i1": "#7cc2c6",
    "aipl-i": "#4fb0b5",
    "aipl-p": "#0e7c86",
    "aipl-l": "#e0912f",
    "series-1": "#0e7c86",
    "series-2": "#e0912f",
    "series-3": "#5b6eae",
    "series-4": "#a3be4c",
    "series-5": "#c8452f",
    "series-6": "#7a5195",
    "series-7": "#4fb0c6",
    "series-8": "#8c6d46",
  },
  dark: {
    ink: "#e6f0f0",
    second: "#9db0b5",
    hairline: "#24424a",
    surface: "#11292f",
    aside: "#62777d",
    "aipl-a": "#4a777c",
    "aipl-i1": "#498a90",
    "aipl-i": "#45a0a7",
    "aipl-p": "#3fb6be",
    "aipl-l": "#f0ae5a",
    "series-1": "#3fb6be",
    "series-2": "#f0ae5a",
    "series-3": "#afc1fa",
    "series-4": "#cbeb87",
    "series-5": "#fa6a40",
    "series-6": "#a986d6",
    "series-7": "#a9ecfa",
    "series-8": "#c18b6c",
  },
} as const satisfies Record<Theme, Record<string, string>>;

export type Token = keyof (typeof PALETTE)["light"];

const SERIES = 8;

/** The color of the nth series, as a variable that follows light and dark. */
export function seriesColor(index: number): string {
  return `var(--series-${(index % SERIES) + 1})`;
}

/** Every series color in its order, as a chart takes them. */
export const SERIES_COLORS = Array.from({ length: SERIES }, (_, index) => seriesColor(index));

const VARIABLE = /var\(--([a-z0-9-]+)\)/g;

/** This will put values in the place of variables, however deep they stand; what is no text stays as it is. */
export function inTheme<T>(given: T, theme: Theme): T {
  if (typeof given === "string") return given.replace(VARIABLE, (all, name) => colorOf(name, theme) ?? all) as T;
  if (Array.isArray(given)) return given.map((one) => inTheme(one, theme)) as T;
  if (given === null || typeof given !== "object" || Object.getPrototypeOf(given) !== Object.prototype) return given;
  return Object.fromEntries(Object.entries(given).map(([name, value]) => [name, inTheme(value, theme)])) as T;
}

function colorOf(name: string, theme: Theme): string | undefined {
  return (PALETTE[theme] as Record<string, string>)[name];
}
