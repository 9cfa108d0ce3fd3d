import type { Answered, AttackedSchool } from "./attacked-school.ts";
import { Line } from "./line.ts";
import { type Json, type Place, placesOf, type Schema, samplesOf } from "./sample.ts";

/** One way in that takes JSON, with values that fit it. */
export interface Entrance {
  name: string;
  schema: Schema;
  samples: Json[];
  ask(body: string): Promise<Pick<Answered, "error">>;
}

type Described = Record<string, { requestBody?: { content: { "application/json": { schema: Schema } } } }>;

/** Every way in, from the server's own description: a new one is tried without being named here. */
export async function entrancesOf(attacked: AttackedSchool): Promise<Entrance[]> {
  const { text } = await attacked.get("/api/openapi.json");
  const { paths } = JSON.parse(text) as { paths: Record<string, Described> };
  const bodies = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).flatMap(([method, { requestBody }]): Entrance[] => {
      if (!requestBody) return [];
      const { schema } = requestBody.content["application/json"];
      const url = path.replace(/\{\w+\}/g, attacked.ben.me.accountId);
      const headers = { origin: attacked.program.url };
      const ask = (body: string) =>
        attacked.post(url, body, { by: attacked.rao, method: method.toUpperCase(), headers });
      return [{ name: `${method} ${path}`, schema, samples: samplesOf(schema), ask }];
    }),
  );
  const commands = bodies.find(({ name }) => name === "post /api/commands");
  if (!commands) throw new Error("the description has no commands");
  return [...bodies, { ...commands, name: "WebSocket", ask: askByLine(new Line(attacked.rao)) }];
}

const askByLine = (line: Line) => async (frame: string) => {
  const outcome = await line.say(frame);
  if (outcome.kind === "closed") return { error: outcome.error };
  return { error: outcome.reply.ok ? null : outcome.reply.error };
};

/** What nobody may have changed. */
export async function stateOf(attacked: AttackedSchool): Promise<string> {
  const { rao } = attacked;
  const { school, account, desk } = await rao.command({
    type: "sync",
    epoch: null,
    school: 0,
    account: 0,
    desk: 0,
    rooms: [],
  });
  const kept = ["/api/school/settings", "/api/me", "/api/devices", "/api/people", "/api/rooms"];
  const texts = await Promise.all(kept.map(async (path) => (await attacked.get(path, rao)).text));
  // Who is there, and was there last, changes by itself; some of it stands in texts of JSON within JSON.
  return JSON.stringify({ school, account, desk, texts }).replaceAll(/\\?"(lastSeenAt|online)\\?":\w+/g, "");
}

/** The places of all samples, each once. */
export function* placesIn({ samples, schema }: Entrance): Iterable<{ sample: Json; place: Place }> {
  const seen = new Set<string>();
  for (const sample of samples) {
    for (const place of placesOf(sample, schema)) {
      const { command } = sample as { command?: { type?: string } };
      const key = `${command?.type} ${place.path.join(".")} ${JSON.stringify(place.schema).slice(0, 200)}`;
      if (!seen.has(key)) yield { sample, place };
      seen.add(key);
    }
  }
}
