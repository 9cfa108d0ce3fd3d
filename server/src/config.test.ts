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

  test("has no metrics without a token, and never repeats one that is too short or has a space", () => {
    expect(readConfig({})).toMatchObject({ metricsToken: null });
    expect(readConfig({ METRICS_TOKEN: "0123456789abcdef" })).toMatchObject({
      metricsToken: "0123456789abcdef",
    });
    for (const METRICS_TOKEN of ["0123456789abcde", "0123456789 abcdef", "0123456789abcdé"])
      expect(mistakesOf({ METRICS_TOKEN })).toEqual([
        "METRICS_TOKEN must be at least 16 letters, digits or signs, without a space.",
      ]);
  });

  test("takes push services and a mail server", () => {
    expect(readConfig({})).toMatchObject({ pushServices: [], mail: null });
    expect(
      readConfig({
        PUSH_SERVICES: "https://push.example.org, http://localhost:8030/",
        SMTP_URL: "smtps://talk:s3cret@mail.example.org:465",
        MAIL_FROM: "Hill School <talk@hill.example>",
        MAIL_DELAY_MINUTES: "5",
      }),
    ).toMatchObject({
      pushServices: ["https://push.example.org", "http://localhost:8030"],
      mail: {
        url: "smtps://talk:s3cret@mail.example.org:465",
        from: "Hill School <talk@hill.example>",
        delayMinutes: 5,
      },
    });
  });

  test("says what is missing of a mail server that is half given, and never repeats its password", () => {
    expect(mistakesOf({ SMTP_URL: "smtp://mail.example.org" })).toEqual([
      "MAIL_FROM must be set beside SMTP_URL: who the e-mails come from.",
    ]);
    expect(mistakesOf({ MAIL_FROM: "talk@hill.example" })).toEqual([
      "SMTP_URL must be set beside MAIL_FROM: where the e-mails are sent.",
    ]);
    expect(mistakesOf({ SMTP_URL: "http://talk:s3cret@mail.example.org", MAIL_FROM: "the school" })).toEqual([
      "SMTP_URL must be an address such as smtps://name:password@mail.example.org.",
      'MAIL_FROM must be an e-mail address such as school@example.org or Hill School <school@example.org> (it is "the school").',
    ]);
    expect(mistakesOf({ MAIL_FROM: "a@b.example\nBcc: all@b.example" })).toHaveLength(1);
    expect(mistakesOf({ MAIL_DELAY_MINUTES: "0" })).toHaveLength(1);
    expect(mistakesOf({ PUSH_SERVICES: "push.example.org" })).toEqual([
      'PUSH_SERVICES must be addresses such as https://push.example.org, without a path, with commas between them (it is "push.example.org").',
    ]);
  });
});
