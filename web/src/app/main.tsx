import "./strict-zod.ts";
import "@fontsource-variable/inter/wght.css";
import "../design/tokens.css";
import "../design/reset.css";
import { createRoot } from "preact/compat/client";
import { getLocale, getTextDirection } from "../paraglide/runtime.js";
import { App } from "./app.tsx";
import { recallTheme } from "./theme.ts";

document.documentElement.lang = getLocale();
document.documentElement.dir = getTextDirection();
recallTheme();

const root = document.getElementById("root");
if (root !== null) createRoot(root).render(<App />);
