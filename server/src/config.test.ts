import { describe, expect, test } from "bun:test";
import { ConfigError, readConfig } from "./config.ts";

const mistakesOf = (environment: Record<string, string>) => {
  try {
    readConfig(environment);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.message.split("\n");
    throw error;
  }
};

describe("the configuration", () => {
  test("needs nothing to be set", () => {
    expect(readConfig({})).toMatchObject({ port: 3000, host: "0.0.0.0", publicUrl: null, trustProxy: false });
    expect(readConfig({}).dataDirectory).toEndWith("/data");
  });

  test("takes what is set, and nothing for an empty variable", () => {
    expect(
      readConfig({ PORT: "8080", PUBLIC_URL: "https://talk.example.org/", TRUST_PROXY: "true", HOST: "" }),
    ).toMatchObject({ port: 8080, publicUrl: "https://talk.example.org", trustProxy: true, host: "0.0.0.0" });
  });

  test("says one clear sentence for each mistake", () => {
    expect(
      mistakesOf({ PORT: "http", PUBLIC_URL: "talk.example.org", TRUST_PROXY: "yes", LOG_LEVEL: "loud" }),
    ).toEqual([
      'PORT must be a whole number from 0 to 65535 (it is "http").',
      'PUBLIC_URL must be an address such as https://talk.example.org, without a path (it is "talk.example.org").',
      'TRUST_PROXY must be "true" or "false" (it is "yes").',
      'LOG_LEVEL must be debug, info, warn, error or silent (it is "loud").',
    ]);
    expect(mistakesOf({ PORT: "70000" })).toEqual([
      'PORT must be a whole number from 0 to 65535 (it is "70000").',
    ]);
    expect(mistakesOf({ PUBLIC_URL: "https://example.org/talk" })).toHaveLength(1);
  });
});
