/** How long a row took. */
export interface RowTime {
  row: string;
  seconds: number;
}

/** How long each row took, and all of them, in one line. */
export function formatTimes(times: readonly RowTime[]): string {
  const all = times.reduce((sum, { seconds }) => sum + seconds, 0);
  const each = times.map(({ row, seconds }) => `${row} ${inMinutes(seconds)}`);
  return `Took ${inMinutes(all)}: ${each.join(", ")}.`;
}

function inMinutes(seconds: number): string {
  const whole = Math.round(seconds);
  return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
}
