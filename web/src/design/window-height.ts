let heightPx = innerHeight;
addEventListener("resize", () => {
  heightPx = innerHeight;
});

/** Of the window, in px. The browser itself lays out all that is new on the page before it answers. */
export const windowHeight = (): number => heightPx;
