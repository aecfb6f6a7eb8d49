/** This will draw figures as a line and the area below it, from nothing to the largest. */
export function drawn(figures: readonly number[], width: number, height: number): { line: string; area: string } {
  const most = Math.max(1, ...figures);
  const step = figures.length > 1 ? width / (figures.length - 1) : 0;
  const points = figures.map((figure, at) => {
    const y = 1 + (1 - figure / most) * (height - 2);
    return `${(at * step).toFixed(1)} ${y.toFixed(1)}`;
  });
  const line = points.map((point, at) => `${at ? "L" : "M"}${point}`).join("");
  return { line, area: `${line}L${width} ${height}L0 ${height}Z` };
}
