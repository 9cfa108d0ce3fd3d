import type { Browser } from "playwright-core";
import { launchChromium } from "../browser/launch-chromium.ts";
import { type Audited, audit, CATEGORIES, requireLighthouse } from "../browser/lighthouse.ts";
import { openWebSchool, SMALL_WEB_SCHOOL, WEB_SCHOOL, type WebSchool } from "../browser/web-school.ts";
import { findFreePort } from "../child.ts";
import { spreadOf } from "../spread.ts";
import type { Effort, Figure, Row } from "./row.ts";

const LEAST_SCORE = 95;
/** What Lighthouse slows the processor down by for a phone. */
const SLOWED_DOWN = 4;
/** The indexes by which Chromium's developer tools set such a factor for phones of a middle and of a low price. */
const PHONES = { middle: 1_000, low: 264 };
/** Each takes a quarter of a minute for each page. */
const MOST_ROUNDS = 3;

interface LookedAt {
  name: string;
  path: string;
  /** `null`: nobody is signed in. */
  cookie: string | null;
}

/** What Lighthouse says of three pages, as on a phone with a slow network. */
export const lighthouse: Row = {
  name: "lighthouse",
  async measure(effort) {
    requireLighthouse();
    const port = findFreePort();
    const browser = await launchChromium(port);
    try {
      const school = await openWebSchool(effort.small ? SMALL_WEB_SCHOOL : WEB_SCHOOL);
      try {
        const audited = await lookAtAll(browser, port, school, effort);
        return {
          row: this.name,
          title: `Lighthouse, mobile preset, Chromium ${browser.version()}`,
          figures: [...audited].flatMap(([name, audits]) => figuresOf(name, audits, effort)),
          notes: [
            speedOf([...audited.values()].flat()),
            ...[...audited].map(([name, audits]) => noteOf(name, audits)),
          ],
          growth: [],
          runs: [...audited].map(([name, audits]) => ({ name, audits })),
        };
      } finally {
        await school.stop();
      }
    } finally {
      await browser.close();
    }
  },
};

async function lookAtAll(
  browser: Browser,
  port: number,
  { host, student, staff, conversation }: WebSchool,
  { rounds }: Effort,
): Promise<Map<string, Audited[]>> {
  const pages: LookedAt[] = [
    { name: "sign-in page", path: "/", cookie: null },
    { name: "student's conversation", path: conversation.forStudent, cookie: student.cookie },
    { name: "staff desk", path: conversation.forStaff, cookie: staff.cookie },
  ];
  const audited = new Map<string, Audited[]>(pages.map(({ name }) => [name, []]));
  for (let round = 0; round < Math.min(rounds, MOST_ROUNDS); round += 1) {
    for (const { name, path, cookie } of pages) {
      await signIn(browser, host, cookie);
      const found = await audit(`http://${host}${path}`, port);
      console.error(`  ${name}: ${CATEGORIES.map((category) => found.scores[category]).join(" · ")}`);
      audited.get(name)?.push(found);
    }
  }
  return audited;
}

/** In the browser's own context, in which Lighthouse opens its pages. */
async function signIn(browser: Browser, host: string, cookie: string | null): Promise<void> {
  const cdp = await browser.newBrowserCDPSession();
  await cdp.send("Storage.clearCookies");
  if (cookie !== null) {
    const [name = "", value = ""] = cookie.split("=", 2);
    await cdp.send("Storage.setCookies", { cookies: [{ name, value, url: `http://${host}` }] });
  }
  await cdp.detach();
}

const figuresOf = (name: string, audits: readonly Audited[], { small }: Effort): Figure[] =>
  CATEGORIES.map((category) => {
    const ours = spreadOf(audits.map(({ scores }) => scores[category]));
    return {
      what: `${name}: ${category.replace("-", " ")}`,
      unit: "",
      goal: `≥ ${LEAST_SCORE}`,
      ours,
      peer: null,
      meetsGoal: small ? null : ours.median >= LEAST_SCORE,
    };
  });

function speedOf(audits: readonly Audited[]): string {
  const { median } = spreadOf(audits.map(({ benchmarkIndex }) => benchmarkIndex));
  return `The browser's speed on this machine, as Lighthouse measures it (BenchmarkIndex): ${median}; slowed down ${SLOWED_DOWN} times, ${Math.round(median / SLOWED_DOWN)}. Chromium's developer tools take ${PHONES.middle.toLocaleString("en")} for a phone of a middle price and ${PHONES.low} for a cheap one.`;
}

function noteOf(name: string, audits: readonly Audited[]): string {
  const findings = audits.at(-1)?.findings ?? [];
  const found = findings.length === 0 ? "every audit has its full score" : findings.join(", ");
  return `The ${name}, audits below their full score, of 100: ${found}.`;
}
