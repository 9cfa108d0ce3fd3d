import type { DisplaySettings } from "@encrptalk/protocol";

const KEY = "encrptalk.theme";
type Theme = DisplaySettings["theme"];

const show = (theme: Theme) => {
  document.documentElement.dataset.theme = theme;
};

/** Shows the theme, and keeps it in this browser, so that the next visit does not begin in the wrong one. */
export function applyTheme(theme: Theme) {
  show(theme);
  localStorage.setItem(KEY, theme);
}

/** The theme of the last visit, before the account's own is known. */
export function recallTheme() {
  const kept = localStorage.getItem(KEY);
  if (kept === "light" || kept === "dark") show(kept);
}

/** Whether somebody who has been here has not signed out: until they do, their theme is kept. */
export const isKnownHere = (): boolean => localStorage.getItem(KEY) !== null;

export function forgetTheme() {
  localStorage.removeItem(KEY);
  show("system");
}
