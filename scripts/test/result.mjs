/**
 * failures: what was printed of each, where the runner does not say it at its end itself.
 * @typedef {{ passed: number, failed: number, failures?: string[] }} TestResult
 */

/**
 * A run that ended badly, or in which no test ran, counts as one failure even when no single test failed:
 * a crash while loading a file must never look green.
 * @param {TestResult | undefined} counted undefined when the runner left no report
 * @param {number} exitCode
 * @returns {TestResult}
 */
export function resultOf(counted, exitCode) {
  const { passed, failed } = counted ?? { passed: 0, failed: 0 };
  const silent = failed === 0 && (exitCode !== 0 || passed === 0);
  return { passed, failed: silent ? 1 : failed };
}
