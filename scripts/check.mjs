import { arrowsCheck } from "./checks/arrows.mjs";
import { criteriaCheck } from "./checks/criteria.mjs";
import { licencesCheck } from "./checks/licences.mjs";
import { protocolRulesCheck } from "./checks/protocol-rules.mjs";
import { toolChecks } from "./checks/tools.mjs";
import { vulnerabilitiesCheck } from "./checks/vulnerabilities.mjs";
import { webBudgetCheck } from "./checks/web-budget.mjs";
import { findBun } from "./setup/bun.mjs";
import { compileCatalogue } from "./setup/catalogue.mjs";
import { runForeground } from "./setup/child.mjs";
import { ensureDependencies } from "./setup/dependencies.mjs";
import { inRoot } from "./setup/root.mjs";
import { runMain } from "./setup/stop.mjs";

// npm run check: exactly what CI runs. `-- --static` leaves the tests out.
await runMain(async () => {
  await ensureDependencies();
  const bun = findBun();
  await compileCatalogue(bun);

  const ours = [
    arrowsCheck,
    criteriaCheck,
    protocolRulesCheck,
    licencesCheck,
    vulnerabilitiesCheck,
    webBudgetCheck(bun),
  ];
  const failed = [];
  for (const { name, run } of [...toolChecks(bun), ...ours]) {
    const startedAt = Date.now();
    const problems = await run();
    if ("notRun" in problems) {
      console.log(`– ${name} was not run: ${problems.notRun}`);
      continue;
    }
    for (const problem of problems) console.error(problem);
    console.log(`${problems.length === 0 ? "✓" : "✗"} ${name} (${Date.now() - startedAt} ms)`);
    if (problems.length > 0) failed.push(name);
  }
  if (failed.length > 0) {
    console.error(`\nThe check failed: ${failed.join(", ")}.`);
    return 1;
  }
  if (process.argv.includes("--static")) return 0;
  return runForeground(process.execPath, [inRoot("scripts/test.mjs")]);
});
