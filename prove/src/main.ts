import { type Asked, readArguments } from "./arguments.ts";
import { parts } from "./parts.ts";
import { brokenOff, type Part, type Proof } from "./proof.ts";
import { hasFailed, lineOf, summaryOf } from "./table.ts";
import { writeResults } from "./write-results.ts";

// npm run prove: everything that is promised, tried on the real program. Exit code 1 when anything failed.
const { chosen, settings } = asked();
const startedAt = Date.now();
const proofs: Proof[] = [];
for (const together of parts)
  await Promise.all(together.filter(({ name }) => chosen.has(name)).map((part) => run(part)));
console.log(`\n${summaryOf(proofs, Date.now() - startedAt)}`);
await writeResults(proofs);
process.exit(proofs.some(hasFailed) ? 1 : 0);

function asked(): Asked {
  const names = parts.flat().map(({ name }) => name);
  try {
    return readArguments(process.argv.slice(2), names);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exit(2);
  }
}

async function run(part: Part): Promise<void> {
  const partStartedAt = Date.now();
  settings.say(`${part.name} …`);
  try {
    for await (const proof of part.prove(settings)) add(proof);
  } catch (error) {
    // The table is printed all the same, and says so.
    add(brokenOff(part.name, error));
  }
  settings.say(`${part.name}: ${Math.round((Date.now() - partStartedAt) / 1_000)} s`);
}

function add(proof: Proof): void {
  proofs.push(proof);
  console.log(lineOf(proof));
}
