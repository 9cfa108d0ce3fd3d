/** A time as it stands in names of files, in UTC: `2026-11-22T05-16-33Z`. */
export const stampOf = (time: number): string =>
  new Date(time).toISOString().replace(/\.\d+/, "").replaceAll(":", "-");
