import type { Run } from "../run.ts";
import { type Spread, spreadOf } from "../spread.ts";
import { isNoisy, type Rounds, runsOf } from "./rounds.ts";

/** What tells how far the figures can be trusted, and who is missing among them. */
export function describeConditions({ rounds, rejected, absent }: Rounds): string[] {
  const runs = rounds.flatMap(runsOf);
  const percent = (of: (run: Run) => number) => range(spreadOf(runs.map((run) => of(run) * 100)));
  const bytes = [...new Set(runs.map(({ bytesPerDelivery }) => Math.round(bytesPerDelivery)))];
  const deliveries = runs.reduce((sum, { deliveries }) => sum + deliveries, 0);
  return [
    `${rounds.length === 1 ? "1 round counts" : `${rounds.length} rounds count`}; ${deliveries.toLocaleString("en")} deliveries of ${bytes.join(" or ")} bytes, each one counted.`,
    `The generator used ${percent(({ processorShare }) => processorShare)} % of its core, and sent 99 in 100 messages at most ${range(spreadOf(runs.map(({ sentLateMs }) => sentLateMs)), 1)} ms late; other programs used ${percent(({ othersShare }) => othersShare)} % of the machine.`,
    ...(runs.some(isNoisy)
      ? ["Other programs kept this machine busy, so these figures are rough: repeat when it is quiet."]
      : []),
    ...absent.map(
      ({ name, installation }) =>
        `${name} was not run, because it is not installed: npm run bench -- --install-peers installs it (Debian's ${installation?.debianPackages.join(" and ")}).`,
    ),
    ...describeRejected(rejected, runs),
  ];
}

function describeRejected(rejected: Rounds["rejected"], counted: readonly Run[]): string[] {
  const without = new Set(rejected.map(({ peer }) => peer));
  for (const { peer } of counted) without.delete(peer);
  return [
    ...rejected.map(({ peer, reasons }) => `Rejected, a run of ${peer}: ${reasons.join("; ")}.`),
    ...[...without].map((peer) => `${peer} has no figure, because none of its runs counts.`),
  ];
}

const range = ({ least, most }: Spread, digits = 0): string =>
  `${least.toFixed(digits)}–${most.toFixed(digits)}`;
