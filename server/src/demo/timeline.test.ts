import { expect, test } from "bun:test";
import { CONVERSATIONS } from "./conversations/index.ts";
import { timeline } from "./timeline.ts";

test("whenever the demo is first started, what people say is in the order of the script and in the past", () => {
  const starts = ["2026-03-07T00:05", "2026-03-08T23:55", "2026-03-09T00:30", "2026-01-01T07:00"];
  for (const start of [...starts, "2026-03-29T03:30", "2028-02-29T17:00"]) {
    const now = new Date(start).getTime();
    const deeds = timeline(CONVERSATIONS, now);
    expect(deeds.filter(({ at }) => at >= now)).toEqual([]);
    for (const conversation of CONVERSATIONS) {
      const said = deeds.flatMap((deed) =>
        deed.type === "send" && deed.conversation === conversation ? [deed.message] : [],
      );
      const scripted = conversation.scenes.flatMap(({ lines }) => lines);
      expect(said).toEqual(scripted.filter((line) => line.type === "message"));
    }
  }
});
