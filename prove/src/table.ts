import type { Broken, Proof, Tried } from "./proof.ts";

const brokenSum = ({ lost, doubled, reordered, leaked }: Broken): number =>
  lost + doubled + reordered + leaked;

/** What was not run has not failed, nor passed. */
export const hasFailed = ({ broken, failures }: Proof): boolean =>
  failures.length > 0 || brokenSum(broken) > 0;

/** One proof as a line, with what failed in it below. */
export function lineOf(proof: Proof): string {
  const { what, kind, count, figures, failures, notRun } = proof;
  const label = what.padEnd(64);
  if (notRun !== undefined) return `– ${label} not run: ${notRun}`;
  const mark = hasFailed(proof) ? "✗" : "✓";
  const line = `${mark} ${label} ${String(count).padStart(7)} ${kind}${figures ? `  (${figures})` : ""}`;
  const broken = hasFailed(proof) ? [`    ${brokenLine(proof.broken)}`] : [];
  return [line, ...broken, ...failures.map((failure) => `    ${failure}`)].join("\n");
}

/** The last lines of the table. */
export function summaryOf(proofs: readonly Proof[], tookMs: number): string {
  const count = (kind: Tried) => sum(proofs, (proof) => (proof.kind === kind ? proof.count : 0));
  const total: Broken = {
    lost: sum(proofs, ({ broken }) => broken.lost),
    doubled: sum(proofs, ({ broken }) => broken.doubled),
    reordered: sum(proofs, ({ broken }) => broken.reordered),
    leaked: sum(proofs, ({ broken }) => broken.leaked),
  };
  const ran = proofs.filter(({ notRun }) => notRun === undefined);
  return [
    `faults survived ${count("faults")} · inputs tried ${count("inputs")} · seeds run ${count("seeds")}`,
    brokenLine(total),
    `${ran.filter((proof) => !hasFailed(proof)).length} proofs held, ${ran.filter(hasFailed).length} failed, ${proofs.length - ran.length} not run, in ${minutes(tookMs)}`,
  ].join("\n");
}

const brokenLine = ({ lost, doubled, reordered, leaked }: Broken): string =>
  `lost ${lost} · doubled ${doubled} · reordered ${reordered} · leaked ${leaked}`;

const sum = (proofs: readonly Proof[], of: (proof: Proof) => number): number =>
  proofs.reduce((total, proof) => total + of(proof), 0);

const minutes = (ms: number): string =>
  `${Math.floor(ms / 60_000)} min ${Math.round((ms % 60_000) / 1_000)} s`;
