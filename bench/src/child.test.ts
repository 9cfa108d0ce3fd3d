import { expect, test } from "bun:test";
import { readFileSync } from "node:fs";
import { findFreePort, startChild, startListening } from "./child.ts";
import { hasProcessorTimes } from "./processor-time.ts";

const serving = (port: number) => [
  process.execPath,
  "-e",
  `Bun.serve({ hostname: "127.0.0.1", port: ${port}, fetch: () => new Response("here") })`,
];

test("a server that says nothing is ready once it listens", async () => {
  const port = findFreePort();
  const child = await startListening(serving(port), {}, port);
  expect(await (await fetch(`http://127.0.0.1:${port}`)).text()).toBe("here");
  await child.stop();
});

test("a server that ends instead of serving is told, not waited for", async () => {
  const starting = startListening([process.execPath, "-e", "process.exit(3)"], {}, findFreePort());
  await expect(starting).rejects.toThrow("ended instead of serving");
});

test.skipIf(!hasProcessorTimes())("a bench that is ended ends the children of its servers, too", async () => {
  const server = `
      const child = Bun.spawn([process.execPath, "-e", "setInterval(() => {}, 1e4)"]);
      process.on("SIGTERM", () => {});
      console.log("child", child.pid);
      setInterval(() => {}, 1e4);`;
  const bench = `
      import { startChild } from ${JSON.stringify(import.meta.resolve("./child.ts"))};
      const { found } = await startChild([process.execPath, "-e", ${JSON.stringify(server)}], {}, (output) =>
        /child (\\d+)/.exec(output)?.[1] ?? null);
      console.log("grandchild", found);
      setInterval(() => {}, 1e4);`;
  const child = await startChild([process.execPath, "-e", bench], {}, (output) => {
    const id = /grandchild (\d+)/.exec(output)?.[1];
    return id === undefined ? null : Number(id);
  });
  await child.stop();
  // Who is killed is gone a moment later; who is not, never, and the test's time runs out.
  while (isRunning(child.found)) await Bun.sleep(5);
  expect(isRunning(child.found)).toBe(false);
});

/** Neither gone nor ended without having been asked about it. */
function isRunning(id: number): boolean {
  try {
    return !/^State:\s*Z/m.test(readFileSync(`/proc/${id}/status`, "utf8"));
  } catch {
    return false;
  }
}
