import { findBun } from "./setup/bun.mjs";
import { exitCode, forwardSignals, start } from "./setup/child.mjs";
import { ensureDependencies } from "./setup/dependencies.mjs";
import { inRoot } from "./setup/root.mjs";
import { runMain } from "./setup/stop.mjs";

const WEB_URL = `http://localhost:${process.env.WEB_PORT ?? 5173}`;

// npm run dev: the server and the web client, both with live reload. Either one's end ends the other.
await runMain(async () => {
  await ensureDependencies();
  const bun = findBun();
  const server = start(bun, ["--watch", "--no-clear-screen", "server/src/main.ts"], {
    // The browser talks to Vite, which passes /api and /ws on: its origin is the one to expect.
    env: { PUBLIC_URL: WEB_URL, ...process.env },
  });
  const web = start(bun, ["--bun", inRoot("node_modules/vite/bin/vite.js"), "--clearScreen", "false"], {
    cwd: inRoot("web"),
  });
  forwardSignals([server, web]);
  const ended = [exitCode(server), exitCode(web)];
  const firstCode = await Promise.race(ended);
  server.kill("SIGTERM");
  web.kill("SIGTERM");
  await Promise.all(ended);
  return firstCode;
});
