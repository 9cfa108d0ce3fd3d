/** Anything that JSON can say. */
export type Json = null | boolean | number | string | Json[] | { [name: string]: Json };

/** What the server's own description says of a value, as far as it is looked at here. */
export interface Schema {
  type?: string;
  const?: Json;
  enum?: Json[];
  oneOf?: Schema[];
  anyOf?: Schema[];
  properties?: Record<string, Schema>;
  items?: Schema;
  pattern?: string;
  maxLength?: number;
}

/** Fields whose schema does not say all that they ask for. */
const NAMED: Record<string, string> = {
  email: "nobody@hill.example",
  rollId: "S-1",
  timeZone: "Europe/Paris",
  endpoint: "https://push.example.org/1",
};
const PATTERNED = ["1", "12345678", "22:00", "A".repeat(20), "A".repeat(87), "AAAA"];

/** A value that fits: one for each alternative that the schema has anywhere in it. */
export function samplesOf(schema: Schema, name = ""): Json[] {
  const alternatives = schema.oneOf ?? schema.anyOf;
  if (alternatives) {
    return alternatives.filter(({ type }) => type !== "null").flatMap((one) => samplesOf(one, name));
  }
  if (schema.const !== undefined) return [schema.const];
  if (schema.enum) return schema.enum.slice(0, 1);
  switch (schema.type) {
    case "object":
      return objectsOf(schema.properties ?? {});
    case "array":
      return schema.items ? samplesOf(schema.items, name).map((item) => [item]) : [[]];
    case "integer":
      return [1];
    case "boolean":
      return [true];
    default:
      return [stringOf(schema, name)];
  }
}

function objectsOf(properties: Record<string, Schema>): Json[] {
  const choices = Object.entries(properties).map(
    ([name, schema]) => [name, samplesOf(schema, name)] as const,
  );
  const first = Object.fromEntries(choices.map(([name, [sample = null]]) => [name, sample]));
  const others = choices.flatMap(([name, samples]) =>
    samples.slice(1).map((sample) => ({ ...first, [name]: sample })),
  );
  return [first, ...others];
}

function stringOf({ pattern }: Schema, name: string): string {
  if (!pattern) return NAMED[name] ?? "Asha1234 and more";
  const regexp = new RegExp(pattern, "u");
  const fitting = PATTERNED.find((text) => regexp.test(text));
  if (fitting === undefined) throw new Error(`there is no sample for ${name}: ${pattern}`);
  return fitting;
}

/** A field of a sample, and what may stand in it. */
export interface Place {
  path: readonly string[];
  /** Of JSON: `integer` for numbers. */
  types: ReadonlySet<string>;
  schema: Schema;
}

/** Every field of a value, the value itself first, outer ones before those in them. */
export function placesOf(value: Json, schema: Schema, path: readonly string[] = []): Place[] {
  const alternatives = schema.oneOf ?? schema.anyOf ?? [schema];
  const chosen = alternatives.find((one) => fits(value, one)) ?? schema;
  const types = new Set(alternatives.map((one) => one.type ?? typeof (one.const ?? one.enum?.[0])));
  const here: Place = { path, types, schema: chosen };
  return [here, ...partsOf(value, chosen).flatMap(([name, part, of]) => placesOf(part, of, [...path, name]))];
}

function partsOf(value: Json, { items, properties }: Schema): [string, Json, Schema][] {
  if (Array.isArray(value)) {
    return items ? value.map((item, index) => [String(index), item, items]) : [];
  }
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).map(([name, part]) => [name, part, properties?.[name] ?? {}]);
}

/** Whether an alternative is meant: constants of it stand in the value. */
function fits(value: Json, { type, properties = {} }: Schema): boolean {
  if (type !== "object") return true;
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  return Object.entries(properties).every(
    ([name, schema]) => schema.const === undefined || value[name] === schema.const,
  );
}

const MARK = "@@";

/** The text of a value with other text at a place; with `name`, beside what stands in the object at that place. */
export function withText(value: Json, path: readonly string[], text: string, name?: string): string {
  const marked = marking(value, name === undefined ? path : [...path, MARK]);
  const found = name === undefined ? `"${MARK}"` : `"${MARK}":"${MARK}"`;
  return JSON.stringify(marked).replace(found, () => (name === undefined ? text : `"${name}":${text}`));
}

function marking(value: Json, [step, ...rest]: readonly string[]): Json {
  if (step === undefined) return MARK;
  if (Array.isArray(value))
    return value.map((item, index) => (String(index) === step ? marking(item, rest) : item));
  if (typeof value !== "object" || value === null) throw new Error(`there is no ${step} in ${String(value)}`);
  return { ...value, [step]: marking(value[step] ?? null, rest) };
}
