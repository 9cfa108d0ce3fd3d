import { expect, test } from "bun:test";
import { fileURLToPath } from "node:url";

const child = fileURLToPath(new URL("child.mjs", import.meta.url));

/** A program that says when it runs, and ends with 7 once SIGTERM reached it. */
const program = `process.on("SIGTERM", () => { console.log("drained"); process.exit(7); });
  setInterval(() => {}, 1000); console.log("up");`;

const runner = `import { runForeground } from ${JSON.stringify(child)};
  process.exitCode = await runForeground(process.execPath, ["-e", ${JSON.stringify(program)}]);`;

test("SIGTERM reaches the program, and its exit code is ours", async () => {
  const started = Bun.spawn(["node", "--input-type=module", "-e", runner], { stdout: "pipe" });
  const output = lines(started.stdout);
  expect(await output.next()).toBe("up");
  started.kill("SIGTERM");
  expect(await output.next()).toBe("drained");
  expect(await started.exited).toBe(7);
});

test("when npm is killed, the program does not stay behind", async () => {
  const shell = Bun.spawn(["sh", "-c", 'node --input-type=module -e "$RUNNER"; true'], {
    stdout: "pipe",
    env: { ...process.env, RUNNER: runner, npm_lifecycle_event: "start" },
  });
  const output = lines(shell.stdout);
  expect(await output.next()).toBe("up");
  shell.kill("SIGKILL");
  expect(await output.next()).toBe("drained");
});

function lines(stream: ReadableStream<Uint8Array>) {
  const reader = stream.getReader();
  const decoder = new TextDecoder();
  let buffered = "";
  return {
    async next() {
      while (!buffered.includes("\n")) {
        const { value, done } = await reader.read();
        if (done) return undefined;
        buffered += decoder.decode(value, { stream: true });
      }
      const end = buffered.indexOf("\n");
      const line = buffered.slice(0, end);
      buffered = buffered.slice(end + 1);
      return line;
    },
  };
}
