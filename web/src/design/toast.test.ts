import { expect, test } from "bun:test";
import { showToast, takeAll, waitingToasts } from "./toast.ts";

test("a toast that came after the host had looked, and before it took the former one, is not lost", () => {
  const seen: number[] = [];
  const stop = waitingToasts.subscribe(() => seen.push(waitingToasts.get().length));
  showToast({ title: "Asha", text: "I have lost my key", tone: "plain", key: "asha" });
  expect(seen).toEqual([1]);
  showToast({ title: "Asha", text: "And my coat", tone: "plain", key: "asha" });
  expect(takeAll(waitingToasts).map(({ text }) => text)).toEqual(["I have lost my key", "And my coat"]);
  expect(takeAll(waitingToasts)).toEqual([]);
  stop();
});
