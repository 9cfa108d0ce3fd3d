import { findBun } from "./setup/bun.mjs";
import { ensureDependencies } from "./setup/dependencies.mjs";
import { runMain } from "./setup/stop.mjs";
import { runBrowserTests } from "./test/browser-tests.mjs";
import { runUnitTests } from "./test/unit-tests.mjs";

// npm test: all tests; `-- --unit` or `-- --e2e` for one part. The last line is the sum of both.
await runMain(async () => {
  const parts = process.argv.slice(2);
  const all = !parts.includes("--unit") && !parts.includes("--e2e");
  await ensureDependencies();
  const bun = findBun();

  /** @type {import("./test/result.mjs").TestResult[]} */
  const results = [];
  if (all || parts.includes("--unit")) results.push(await runUnitTests(bun));
  if (all || parts.includes("--e2e")) results.push(await runBrowserTests(bun));

  // A long log is often cut short, and these stand thousands of lines above.
  for (const failure of results.flatMap(({ failures = [] }) => failures))
    console.error(`\nFailed, in ${failure}`);

  const passed = results.reduce((sum, result) => sum + result.passed, 0);
  const failed = results.reduce((sum, result) => sum + result.failed, 0);
  console.log(`\n${passed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
});
