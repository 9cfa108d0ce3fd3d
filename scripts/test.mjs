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

  const results = [];
  /** @type {string[]} */
  const failures = [];
  if (all || parts.includes("--unit")) {
    const unit = await runUnitTests(bun);
    results.push(unit);
    failures.push(...unit.failures);
  }
  if (all || parts.includes("--e2e")) results.push(await runBrowserTests(bun));

  // The browser tests' own are the last that was printed; these may be thousands of lines above.
  for (const failure of failures) console.error(`\nFailed, in ${failure}`);

  const passed = results.reduce((sum, result) => sum + result.passed, 0);
  const failed = results.reduce((sum, result) => sum + result.failed, 0);
  console.log(`\n${passed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
});
