import { expect, test } from "bun:test";
import { judge } from "./vulnerabilities.mjs";

const answer = (...found: [name: string, severity: string][]) =>
  JSON.stringify({
    auditReportVersion: 2,
    vulnerabilities: Object.fromEntries(found.map(([name, severity]) => [name, { name, severity }])),
    metadata: { vulnerabilities: { total: found.length } },
  });

test("high and critical vulnerabilities fail, lesser ones do not", () => {
  expect(judge(answer())).toEqual([]);
  expect(judge(answer(["hono", "moderate"], ["ws", "high"], ["zod", "critical"], ["pino", "low"]))).toEqual([
    "ws has a vulnerability that is high: see npm audit --omit=dev",
    "zod has a vulnerability that is critical: see npm audit --omit=dev",
  ]);
});

test("a registry that does not answer fails nothing, and proves nothing", () => {
  expect(judge("")).toEqual({ notRun: "the registry was not reached" });
  expect(judge('{"message": "405 Method Not Allowed", "statusCode": 405}')).toEqual({
    notRun: "405 Method Not Allowed",
  });
});
