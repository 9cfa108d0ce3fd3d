import { describe, expect, test } from "bun:test";
import { fetchPartsAhead, part } from "./part.ts";

const Settings = () => null;

/** What showing it once does: a promise is waited for, an error is shown, anything else is on the page. */
function show(shown: () => unknown): unknown {
  try {
    return shown();
  } catch (thrown) {
    return thrown;
  }
}

describe("A part", () => {
  test("is awaited when it is first shown, and then stands there; fetched ahead it stands there at once", async () => {
    const first = part(async () => Settings);
    await show(() => first({}));
    expect(show(() => first({}))).toMatchObject({ type: Settings });

    const second = part(async () => Settings);
    await second.fetch();
    expect(show(() => second({}))).toMatchObject({ type: Settings });
  });

  test("without a network is an error, and is tried anew when it is shown again", async () => {
    const answers = [Promise.reject(new TypeError("no network")), Promise.resolve(Settings)];
    const settings = part(() => answers.shift() ?? Promise.resolve(Settings));
    await show(() => settings({}));
    expect(show(() => settings({}))).toBeInstanceOf(TypeError);
    await show(() => settings({}));
    expect(show(() => settings({}))).toMatchObject({ type: Settings });
  });

  test("was said to be missing though the server was back, when it had been away while parts were fetched ahead", async () => {
    const answers = [Promise.reject(new TypeError("no network")), Promise.resolve(Settings)];
    const settings = part(() => answers.shift() ?? Promise.resolve(Settings));
    await settings.fetch();
    const awaited = show(() => settings({}));
    expect(awaited).toBeInstanceOf(Promise);
    await awaited;
    expect(show(() => settings({}))).toMatchObject({ type: Settings });
  });

  test("of the staff is not fetched ahead for students, and one that few need for nobody", async () => {
    const fetched: string[] = [];
    const named = (name: string) => async () => {
      fetched.push(name);
      return Settings;
    };
    part(named("for everybody"));
    part(named("for staff"), "staff");
    part(named("for nobody"), "nobody");
    await fetchPartsAhead(false, new AbortController().signal);
    expect(fetched).toEqual(["for everybody"]);
    await fetchPartsAhead(true, new AbortController().signal);
    expect(fetched).toEqual(["for everybody", "for staff"]);
  });
});
