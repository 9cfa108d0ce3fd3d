import type { Random } from "./random.ts";

/**
 * Runs something whose chance and time are only those given: what the program under test takes from the platform is
 * replaced meanwhile, so that the same seed gives the same ids and the same course.
 */
export async function sameAgain<T>(random: Random, now: () => number, run: () => Promise<T>): Promise<T> {
  const { getRandomValues, randomUUID } = crypto;
  const { random: chance } = Math;
  const { now: date } = Date;
  const { now: moment } = performance;
  Math.random = random.next;
  Date.now = now;
  performance.now = now;
  crypto.getRandomValues = <A extends ArrayBufferView | null>(array: A): A => {
    const bytes = array as unknown as Uint8Array;
    for (let index = 0; index < bytes.length; index++) bytes[index] = random.below(256);
    return array;
  };
  crypto.randomUUID = () => uuid(random);
  try {
    return await run();
  } finally {
    Object.assign(crypto, { getRandomValues, randomUUID });
    Math.random = chance;
    Date.now = date;
    performance.now = moment;
  }
}

/** Of version 4 (RFC 9562). */
function uuid(random: Random): ReturnType<typeof crypto.randomUUID> {
  const digits = (count: number) =>
    Array.from({ length: count }, () => random.below(16).toString(16)).join("");
  return `${digits(8)}-${digits(4)}-4${digits(3)}-8${digits(3)}-${digits(12)}`;
}
