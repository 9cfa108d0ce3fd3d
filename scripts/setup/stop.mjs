/** A reason why the command cannot go on, in one sentence that says what to do. Not a bug: no stack trace. */
export class CannotContinue extends Error {}

/**
 * Runs a command's main function; its result is the exit code.
 * @param {() => Promise<number>} main
 */
export async function runMain(main) {
  try {
    process.exitCode = await main();
  } catch (error) {
    if (!(error instanceof CannotContinue)) throw error;
    console.error(`\n${error.message}`);
    process.exitCode = 1;
  }
}
