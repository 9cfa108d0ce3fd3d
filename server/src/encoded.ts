/**
 * JSON that is encoded already. `encode` sets it into the JSON around it as it is; to `JSON.stringify` it is the value
 * that it stands for.
 */
export class Encoded<Value> {
  constructor(readonly json: string) {}

  get value(): Value {
    return JSON.parse(this.json) as Value;
  }

  toJSON(): unknown {
    return collector === null ? this.value : collector(this.json);
  }
}

/** Takes what is encoded already out of the value that is being encoded, and leaves something in its place. */
let collector: ((json: string) => unknown) | null = null;

/** Stands for what is encoded already while the rest is encoded: nobody can guess it, so that no text contains it. */
const PLACE = crypto.randomUUID();

/** As `JSON.stringify`, with what is `Encoded` set in as it is. */
export function encode(value: unknown): string {
  const parts: string[] = [];
  const around = stringify(value, (json) => {
    parts.push(json);
    return PLACE;
  });
  if (parts.length === 0) return around;
  const [head = "", ...rest] = around.split(`"${PLACE}"`);
  return rest.reduce((text, next, index) => text + parts[index] + next, head);
}

/** What crosses from one thread to another: a line of JSON, and a line for each part of it that is encoded already. */
export function encodeLines(value: unknown): string {
  const parts: string[] = [];
  const around = stringify(value, (json) => ({ [LINE]: parts.push(json) }));
  return parts.length === 0 ? around : `${around}\n${parts.join("\n")}`;
}

/** The value that `encodeLines` was given; its encoded parts stay so. */
export function decodeLines(text: string): unknown {
  if (!text.includes("\n")) return JSON.parse(text);
  const lines = text.split("\n");
  return withParts(JSON.parse(lines[0] ?? ""), lines);
}

/** The name of the one field of what stands for a part: no object that crosses has such a field. */
const LINE = "\n";

function withParts(value: unknown, lines: readonly string[]): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) {
    for (const [index, inner] of value.entries()) value[index] = withParts(inner, lines);
    return value;
  }
  const fields = value as Record<string, unknown>;
  const line = fields[LINE];
  if (line !== undefined) return new Encoded(lines[line as number] ?? "");
  for (const key of Object.keys(fields)) {
    const inner = fields[key];
    if (typeof inner === "object") fields[key] = withParts(inner, lines);
  }
  return value;
}

function stringify(value: unknown, collect: (json: string) => unknown): string {
  collector = collect;
  try {
    return JSON.stringify(value);
  } finally {
    collector = null;
  }
}
