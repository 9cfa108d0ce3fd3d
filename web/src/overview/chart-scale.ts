/** The top of a scale for values up to `most`, and the step between its lines: 1, 2 or 5 times a power of ten. */
export function scaleFor(most: number, lines = 4): { top: number; step: number } {
  const rough = Math.max(1, most / lines);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((one) => one >= rough) ?? power;
  return { top: Math.max(step, Math.ceil(most / step) * step), step };
}
