import "./strict-zod.ts";
import "@fontsource-variable/inter/wght.css";
import "../design/tokens.css";
import "../design/reset.css";
import { createRoot } from "preact/compat/client";
import { getLocale, getTextDirection } from "../paraglide/runtime.js";
import { App, LINK_PATH, MainScreen } from "./app.tsx";
import { formatAhead } from "./format-ahead.ts";
import { watchStyles } from "./lost-styles.ts";
import { fetchScreenAt } from "./screens.ts";
import { enteringAs, startSession } from "./session.ts";
import { isKnownHere, recallTheme } from "./theme.ts";

watchStyles();
const { documentElement: page } = document;
// Making out the direction of a language takes the browser some milliseconds; that of the page's own is written there.
if (page.lang !== getLocale()) {
  page.lang = getLocale();
  page.dir = getTextDirection();
}
recallTheme();

const fetchScreens = () => {
  void MainScreen.fetch();
  fetchScreenAt(location.pathname, enteringAs.get());
};
enteringAs.subscribe(fetchScreens);
// Before anything is drawn. Whoever follows a link is signed in by it.
if (location.pathname !== LINK_PATH) void startSession();
// Somebody was here: what they come for is fetched while the server is asked whether they still are.
if (isKnownHere()) fetchScreens();

const root = document.getElementById("root");
if (root !== null) createRoot(root).render(<App />);

// Last: the page does not need it, whatever becomes of it.
formatAhead();
