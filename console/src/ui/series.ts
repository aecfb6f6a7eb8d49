/** The order of colors in every chart; told apart with color-vision deficiency too. */
export const SERIES = ["#0E7C86", "#E0912F", "#5B6EAE", "#A3BE4C", "#C8452F", "#7A5195", "#4FB0C6", "#8C6D46"] as const;

export function seriesColor(index: number): string {
  return SERIES[index % SERIES.length] ?? SERIES[0];
}
