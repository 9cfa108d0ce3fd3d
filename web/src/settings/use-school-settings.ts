import type { SchoolSettings, UpdateSchoolSettings } from "@encrptalk/protocol";
import { useCallback, useState } from "preact/compat";
import { renameSchool } from "../app/session.ts";
import { useClient } from "../app/signed-in.ts";
import { type Loaded, useLoaded } from "../app/use-loaded.ts";
import { showToast } from "../design/toast.ts";
import { m } from "../paraglide/messages.js";
import { sentenceOf } from "../text/error-sentence.ts";

interface SchoolSettingsStore {
  settings: Loaded<SchoolSettings>;
  reload: () => void;
  /** Rejects with why it was refused. */
  save: (change: UpdateSchoolSettings) => Promise<void>;
  /** Shows the change at once, and takes it back with a word where it is refused. */
  choose: (change: UpdateSchoolSettings) => void;
}

/** What administrators choose for everyone. */
export function useSchoolSettings(): SchoolSettingsStore {
  const { api } = useClient();
  const [loaded, reload] = useLoaded(useCallback(() => api.schoolSettings(), [api]));
  const [changed, setChanged] = useState<SchoolSettings>();
  const settings = loaded.status === "ready" && changed ? { ...loaded, value: changed } : loaded;

  const save = async (change: UpdateSchoolSettings) => {
    const saved = await api.updateSchoolSettings(change);
    setChanged(saved);
    renameSchool(saved.name);
  };
  const choose = (change: UpdateSchoolSettings) => {
    if (settings.status !== "ready") return;
    const before = settings.value;
    setChanged({ ...before, ...(change as Partial<SchoolSettings>) });
    save(change).catch((error: unknown) => {
      setChanged(before);
      showToast({ title: m.settings_not_saved(), text: sentenceOf(error), tone: "danger" });
    });
  };
  return { settings, reload, save, choose };
}
