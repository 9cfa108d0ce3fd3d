import { type SchoolSettings, schoolSettingsSchema, type UpdateSchoolSettings } from "@encrptalk/protocol";
import { entryOf } from "../audit/index.ts";
import type { Clock } from "../clock.ts";
import type { Author } from "../store/audit-entry.ts";
import type { Sql } from "../store/store.ts";

/** What administrators choose for everyone. The name is the one that the school was set up with, until they change it. */
export interface School {
  settings(): Promise<SchoolSettings>;
  /** Only the fields given change. */
  updateSettings(actor: Author, change: UpdateSchoolSettings): Promise<SchoolSettings>;
  /** In which days begin and quiet hours are meant, such as `Europe/Paris`. */
  timeZone(): Promise<string>;
}

type Chosen = Omit<SchoolSettings, "name">;

export function createSchool(sql: Sql, clock: Clock): School {
  const school: School = {
    async settings() {
      const rows = await sql.read<{ key: string; value: string }>(
        "SELECT key, value FROM settings WHERE key IN ('school_name', 'school_settings')",
        [],
      );
      const stored = new Map(rows.map(({ key, value }) => [key, value]));
      return { name: stored.get("school_name") ?? "", ...parseChosen(stored.get("school_settings") ?? "{}") };
    },
    async updateSettings(actor, { name, ...chosen }) {
      const change = name === undefined ? chosen : { name, ...chosen };
      await sql.writeAll([
        ...(name === undefined
          ? []
          : [{ sql: "UPDATE settings SET value = ? WHERE key = 'school_name'", parameters: [name] }]),
        {
          // Patched in one statement, so that two administrators do not undo each other's choices.
          sql: `INSERT INTO settings (key, value) VALUES ('school_settings', json_patch('{}', ?1))
                ON CONFLICT (key) DO UPDATE SET value = json_patch(value, ?1)`,
          parameters: [JSON.stringify(chosen)],
          ...(Object.keys(change).length > 0
            ? { audit: entryOf({ clock }, actor, { kind: "school.changed", details: { change } }, null) }
            : {}),
        },
      ]);
      return await school.settings();
    },
    timeZone: async () => (await school.settings()).timeZone,
  };
  return school;
}

const defaults = (): Chosen => ({
  timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  quietHours: null,
  textInNotifications: false,
});

/** What an older program stored may lack what is new. */
function parseChosen(text: string): Chosen {
  const parsed = schoolSettingsSchema.safeParse({ name: "-", ...defaults(), ...JSON.parse(text) });
  if (!parsed.success) return defaults();
  const { name: _, ...chosen } = parsed.data;
  return chosen;
}
