import { encode } from "uqr";

/** Modules around the code that must be blank (ISO/IEC 18004). */
const QUIET = 4;

/** A QR code, black on white whatever the theme: that is what cameras read. */
export function QrCode({ text, label, className }: { text: string; label: string; className: string }) {
  const { data, size } = encode(text, { ecc: "M", border: 0 });
  const side = size + 2 * QUIET;
  return (
    <svg viewBox={`0 0 ${side} ${side}`} role="img" aria-label={label} className={className}>
      <path fill="#fff" d={`M0 0h${side}v${side}h-${side}z`} />
      <path shapeRendering="crispEdges" d={data.map((row, y) => pathOf(row, y)).join("")} />
    </svg>
  );
}

/** The dark stretches of a row, each one module high. */
function pathOf(row: readonly boolean[], y: number): string {
  let path = "";
  for (let x = 0; x < row.length; x += 1) {
    if (!row[x]) continue;
    const start = x;
    while (row[x + 1]) x += 1;
    const length = x - start + 1;
    path += `M${start + QUIET} ${y + QUIET}h${length}v1h-${length}z`;
  }
  return path;
}
