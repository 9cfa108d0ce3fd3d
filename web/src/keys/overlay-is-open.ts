/** Whether a dialog or a menu has the keys for itself. */
export const overlayIsOpen = (): boolean =>
  document.querySelector("[role=dialog], [role=alertdialog], [role=menu]") !== null;
