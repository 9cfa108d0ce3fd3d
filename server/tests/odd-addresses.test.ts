import { afterAll, expect, test } from "bun:test";
import { connect } from "node:net";
import { School } from "./school.ts";

const { school } = await School.open();
afterAll(() => school.close());

/** The whole answer to a request as it is written, which `fetch` would mend. */
function ask(target: string, host: string): Promise<string> {
  const { hostname, port } = new URL(school.url);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname);
    let answer = "";
    socket.on("data", (data) => {
      answer += data;
    });
    socket.on("error", reject);
    socket.on("close", () => resolve(answer));
    socket.write(`GET ${target} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`);
  });
}

test.each(["a b", "[", "x:99999", "?", "x/ws?"])(
  "a Host that is none is refused, not an error: %j",
  async (host) => {
    const answer = await ask("/", host);
    expect(answer).toStartWith("HTTP/1.1 400 ");
    expect(answer.toLowerCase()).toContain("content-security-policy");
  },
);

test.each(["/%00", "/assets/%00.js", "/%2500", `/${"a".repeat(5_000)}`])(
  "what no file can be called is not an error",
  async (target) => {
    expect(await ask(target, "localhost")).not.toContain(" 500 ");
  },
);

test("a refused WebSocket has the headers of every other answer", async () => {
  expect((await ask("/ws", "localhost")).toLowerCase()).toContain("x-content-type-options: nosniff");
});
