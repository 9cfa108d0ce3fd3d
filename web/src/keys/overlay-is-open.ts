const OVERLAYS = ["dialog", "alertdialog", "menu"];

/** Whether a dialog or a menu has the keys for itself. One that fades away has not. */
export const overlayIsOpen = (): boolean =>
  document.querySelector(OVERLAYS.map((role) => `[role=${role}]:not([data-closed])`).join()) !== null;
