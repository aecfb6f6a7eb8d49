import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { inTheme, PALETTE, SERIES_COLORS, seriesColor, type Theme } from "./palette";

const THEMES: Theme[] = ["light", "dark"];
/** As VISUAL gives them for the light ground. */
const GIVEN = ["#0E7C86", "#E0912F", "#5B6EAE", "#A3BE4C", "#C8452F", "#7A5195", "#4FB0C6", "#8C6D46"];
const GROUNDS = { light: ["#f5f8f8", "#ffffff"], dark: ["#0b1f24", "#11292f"] };

type Rgb = [number, number, number];

function linear(hex: string): Rgb {
  return [1, 3, 5].map((at) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  }) as Rgb;
}

/** The contrast of two colors by WCAG 2.2. */
function contrast(one: string, other: string): number {
  const [light, dark] = [one, other]
    .map((hex) => linear(hex))
    .map(([r, g, b]) => 0.2126 * r + 0.7152 * g + 0.0722 * b)
    .sort((a, b) => b - a) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

/** How eyes see that lack a kind of cone: Machado, Oliveira and Fernandes 2009, severity 1. */
const EYES: Record<string, [Rgb, Rgb, Rgb]> = {
  all: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  "no long": [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  "no middle": [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  "no short": [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

/** A color in Oklab (Ottosson 2020), where distances are as they are seen. */
function seen(hex: string, eyes: [Rgb, Rgb, Rgb]): Rgb {
  const color = linear(hex);
  const [r, g, b] = eyes.map((row) => Math.max(0, row[0] * color[0] + row[1] * color[1] + row[2] * color[2])) as Rgb;
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}

function nearest(colors: string[], eyes: [Rgb, Rgb, Rgb]): number {
  const places = colors.map((hex) => seen(hex, eyes));
  const apart = places.flatMap((a, at) =>
    places.slice(at + 1).map((b) => Math.hypot(...a.map((x, i) => x - (b[i] ?? 0)))),
  );
  return Math.min(...apart);
}

const series = (theme: Theme): string[] => SERIES_COLORS.map((variable) => inTheme(variable, theme));

describe("the palette", () => {
  it("is the one of VISUAL on light", () => {
    expect(series("light").map((hex) => hex.toUpperCase())).toEqual(GIVEN);
  });
  it("stands out from the dark as text must", () => {
    for (const ground of GROUNDS.dark)
      for (const color of series("dark")) expect(contrast(color, ground), `${color} on ${ground}`).toBeGreaterThan(4.5);
  });
  it("shows every stage on the dark as what is drawn must be seen", () => {
    for (const token of ["aside", "aipl-a", "aipl-i1", "aipl-i", "aipl-p", "aipl-l"] as const)
      expect(contrast(PALETTE.dark[token], PALETTE.dark.surface), token).toBeGreaterThan(3);
  });
  it("writes text and its second color as text must stand out, on every ground", () => {
    for (const theme of THEMES)
      for (const ground of GROUNDS[theme])
        for (const token of ["ink", "second"] as const)
          expect(contrast(PALETTE[theme][token], ground), `${token} on ${ground}`).toBeGreaterThan(4.5);
  });
  it("is told apart in the dark by all eyes, better than on light", () => {
    for (const [name, eyes] of Object.entries(EYES)) {
      expect(nearest(series("dark"), eyes), name).toBeGreaterThan(0.05);
      expect(nearest(series("dark"), eyes), name).toBeGreaterThan(nearest(series("light"), eyes));
    }
  });
  it("has the values that theme.css has", () => {
    const [, light, dark] = readFileSync("src/app/theme.css", "utf8").split(/:root[^{]*\{/);
    const block = { light: light?.split("}")[0] ?? "", dark: dark?.split("}")[0] ?? "" };
    for (const theme of THEMES)
      for (const [token, value] of Object.entries(PALETTE[theme]))
        expect(block[theme]).toContain(`--${token}: ${value};`);
  });
});

describe("inTheme", () => {
  it("puts values in the place of variables, and leaves functions and what is unknown", () => {
    const formatter = (): string => "";
    const given = { color: seriesColor(8), data: [{ itemStyle: { color: "var(--aside)" } }, 3, null], formatter };
    expect(inTheme(given, "dark")).toEqual({
      color: "#3fb6be",
      data: [{ itemStyle: { color: "#62777d" } }, 3, null],
      formatter,
    });
    expect(inTheme("var(--nothing)", "light")).toBe("var(--nothing)");
  });
});
