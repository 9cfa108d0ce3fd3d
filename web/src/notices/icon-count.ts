import { badgeCount } from "../text/lists.ts";

const SIZE = 64;
const PLAIN = "/mark.svg";

let shown = 0;

/** Draws the count of unread messages on the tab's icon. */
export function showCountOnIcon(unread: number) {
  const link = document.querySelector<HTMLLinkElement>("link[rel=icon]");
  if (link === null || unread === shown) return;
  shown = unread;
  if (unread === 0) {
    link.type = "image/svg+xml";
    link.href = PLAIN;
    return;
  }
  const image = new Image(SIZE, SIZE);
  image.addEventListener("load", () => {
    // Another count may have come while the icon was loading.
    if (shown !== unread) return;
    link.type = "image/png";
    link.href = draw(image, badgeCount(unread));
  });
  image.src = PLAIN;
}

function draw(mark: HTMLImageElement, count: string): string {
  const canvas = document.createElement("canvas");
  canvas.width = SIZE;
  canvas.height = SIZE;
  const pen = canvas.getContext("2d");
  if (pen === null) return PLAIN;
  pen.drawImage(mark, 0, 0, SIZE, SIZE);
  const radius = 19;
  const centre = { x: SIZE - radius, y: SIZE - radius };
  pen.fillStyle = "#c8323a";
  pen.beginPath();
  pen.arc(centre.x, centre.y, radius, 0, 2 * Math.PI);
  pen.fill();
  pen.fillStyle = "#fff";
  pen.font = `bold ${count.length > 1 ? 24 : 28}px system-ui, sans-serif`;
  pen.textAlign = "center";
  pen.textBaseline = "middle";
  pen.fillText(count, centre.x, centre.y + 2);
  return canvas.toDataURL("image/png");
}
