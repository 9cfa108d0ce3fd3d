// Answers a path with what was put there, and does nothing else: what the runtime and the kernel take at least for an
// answer of these bytes. Where the asker says for how long, it uses so much processor time before.
interface Kept {
  body: ArrayBuffer;
  headers: Record<string, string>;
}

const answers = new Map<string, Kept>();

const server = Bun.serve({
  hostname: "127.0.0.1",
  port: 0,
  fetch(request) {
    const path = request.url.slice(request.url.indexOf("/", "http://".length));
    if (request.method === "PUT") return keep(path, request);
    const busyMicroseconds = Number(request.headers.get("busy-microseconds"));
    if (busyMicroseconds > 0) beBusy(busyMicroseconds);
    const kept = answers.get(path);
    return kept ? new Response(kept.body, { headers: kept.headers }) : new Response(null, { status: 404 });
  },
});

async function keep(path: string, request: Request): Promise<Response> {
  const headers = JSON.parse(request.headers.get("answer-headers") ?? "{}") as Kept["headers"];
  answers.set(path, { body: await request.arrayBuffer(), headers });
  return new Response();
}

/**
 * Processor time, since a wait for a core is no work. That of the whole program, in which other threads seldom do anything:
 * the kernel counts a single thread's only at its ticks.
 */
function beBusy(microseconds: number): void {
  const from = process.cpuUsage();
  for (;;) {
    const { user, system } = process.cpuUsage(from);
    if (user + system >= microseconds) return;
  }
}

process.on("SIGTERM", () => process.exit(0));
console.log(`port ${server.port}`);
