import { CSPProvider } from "@base-ui/react/csp-provider";
import { MenuHost } from "./menu-host.tsx";
import { ToastHost } from "./toast-host.tsx";
import { TooltipHost } from "./tooltip-host.tsx";

/** What may lie above every screen. Loaded once the screen itself is usable. */
export const Overlays = () => (
  <CSPProvider disableStyleElements>
    <MenuHost />
    <ToastHost />
    <TooltipHost />
  </CSPProvider>
);
