import type { ReactNode } from "preact/compat";
import { navigate } from "wouter/use-browser-location";

interface LinkProps {
  /** A path of ours. */
  to: string;
  className?: string | undefined;
  "aria-current"?: "page" | undefined;
  children: ReactNode;
}

/** A way within the app. Other than wouter's, it is not drawn anew whenever the address is another: lists are full of them. */
export const Link = ({ to, ...rest }: LinkProps) => (
  <a
    {...rest}
    href={to}
    onClick={(event) => {
      // Those are for another tab, a window or a file.
      const isElsewhere =
        event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || event.button !== 0;
      if (isElsewhere || event.defaultPrevented) return;
      event.preventDefault();
      navigate(to);
    }}
  />
);
