/** Names that places have now, by those under which some browsers still list them. */
const RENAMED: Readonly<Record<string, string>> = {
  "Africa/Asmera": "Africa/Asmara",
  "America/Godthab": "America/Nuuk",
  "Asia/Calcutta": "Asia/Kolkata",
  "Asia/Katmandu": "Asia/Kathmandu",
  "Asia/Rangoon": "Asia/Yangon",
  "Asia/Saigon": "Asia/Ho_Chi_Minh",
  "Atlantic/Faeroe": "Atlantic/Faroe",
  "Europe/Kiev": "Europe/Kyiv",
  "Pacific/Enderbury": "Pacific/Kanton",
  "Pacific/Ponape": "Pacific/Pohnpei",
  "Pacific/Truk": "Pacific/Chuuk",
};

/** All that the browser knows, and the chosen one even where it does not. */
export const timeZones = (chosen: string): { value: string; label: string }[] =>
  [...new Set([chosen, "UTC", ...Intl.supportedValuesOf("timeZone").map(presentName)])]
    .sort()
    .map((zone) => ({ value: zone, label: zone.replaceAll("_", " ") }));

function presentName(zone: string): string {
  const name = RENAMED[zone];
  return name !== undefined && isKnown(name) ? name : zone;
}

function isKnown(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: zone }) !== null;
  } catch {
    return false;
  }
}
