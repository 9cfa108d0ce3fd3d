import { spawn } from "node:child_process";
import { constants } from "node:os";
import { ROOT } from "./root.mjs";

const FORWARDED_SIGNALS = /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"]);

const PARENT_CHECK_INTERVAL_MS = 250;

/**
 * onError hears what the child writes to its standard error, which is shown as well.
 * @typedef {{ cwd?: string, env?: NodeJS.ProcessEnv, onError?: (text: string) => void }} ChildOptions
 */

/**
 * Runs a program in the foreground as if it had been started instead of us: it has the terminal, gets our
 * signals, and its exit code is returned (128 + the signal's number when a signal ended it, as in a shell).
 * @param {string} command
 * @param {string[]} args
 * @param {ChildOptions} [options]
 * @returns {Promise<number>}
 */
export async function runForeground(command, args, options = {}) {
  const child = start(command, args, options);
  const stopForwarding = forwardSignals([child]);
  try {
    return await exitCode(child);
  } finally {
    stopForwarding();
  }
}

/**
 * @param {string} command
 * @param {string[]} args
 * @param {ChildOptions} [options]
 */
export function start(command, args, { cwd = ROOT, env = process.env, onError } = {}) {
  const child = spawn(command, args, {
    cwd,
    env,
    stdio: ["inherit", "inherit", onError === undefined ? "inherit" : "pipe"],
  });
  if (onError !== undefined) {
    child.stderr?.pipe(process.stderr, { end: false });
    child.stderr?.setEncoding("utf8").on("data", onError);
  }
  return child;
}

/**
 * @param {import("node:child_process").ChildProcess} child
 * @returns {Promise<number>}
 */
export function exitCode(child) {
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code, signal) => {
      resolve(code ?? 128 + constants.signals[/** @type {NodeJS.Signals} */ (signal)]);
    });
  });
}

/**
 * Passes our signals on. Ctrl+C in a terminal already reaches the children, as one process group; a second
 * SIGINT from us would read as "stop at once", so it is passed on only where there is no terminal.
 * @param {import("node:child_process").ChildProcess[]} children
 * @returns {() => void} stops forwarding
 */
export function forwardSignals(children) {
  /** @param {NodeJS.Signals} signal */
  const forward = (signal) => {
    if (signal === "SIGINT" && process.stdin.isTTY) return;
    for (const child of children) child.kill(signal);
  };
  for (const signal of FORWARDED_SIGNALS) process.on(signal, forward);
  const stopWatching = whenNpmIsGone(() => forward("SIGTERM"));
  return () => {
    stopWatching();
    for (const signal of FORWARDED_SIGNALS) process.off(signal, forward);
  };
}

/**
 * A SIGTERM for npm ends npm and its shell, and never reaches us: we notice that our parent is another one.
 * @param {() => void} then
 * @returns {() => void} stops watching
 */
function whenNpmIsGone(then) {
  if (process.env.npm_lifecycle_event === undefined) return () => {};
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    then();
  }, PARENT_CHECK_INTERVAL_MS);
  return () => clearInterval(timer);
}
