import type { RoomId } from "@encrptalk/protocol";
import { type Crowd, Device } from "../../load/generator/device.ts";
import { Ledger } from "../../load/generator/ledger.ts";
import { openPausableSocket, type PausableCarrier } from "../../load/generator/pausable-socket.ts";
import type { Person } from "../../program/school.ts";

const BACK_WITHIN_MS = 20_000;

/** Devices that stop reading all at once, and come back when they are closed for it. */
export class StuckReaders implements Crowd {
  readonly ledger = new Ledger();
  /** What they were closed with. */
  readonly codes: number[] = [];
  readonly failures: string[] = [];
  readonly #devices: Device<PausableCarrier>[];

  private constructor(people: readonly Person[]) {
    this.#devices = people.map(
      ({ program, token }) =>
        new Device(
          {
            url: program.url,
            token,
            isStaff: false,
            followed: [],
            marked: new Set(),
            isRead: false,
            isTimed: false,
          },
          this,
          openPausableSocket,
        ),
    );
  }

  /** One for each, who may be named several times. */
  static async open(people: readonly Person[]): Promise<StuckReaders> {
    const readers = new StuckReaders(people);
    await Promise.all(readers.#devices.map((device) => device.connect()));
    return readers;
  }

  stopReading(): void {
    for (const { carrier } of this.#devices) carrier?.pause();
  }

  readAgain(): void {
    for (const { carrier } of this.#devices) carrier?.resume();
  }

  /** Resolves when each has come back once, and is as far in the room as this; rejects when that takes too long. */
  async caughtUp(roomId: RoomId, seq: number): Promise<void> {
    const isBack = () =>
      this.codes.length >= this.#devices.length &&
      this.#devices.every(
        ({ isSettled, positions }) => isSettled && positions.rooms.get(roomId)?.seq === seq,
      );
    const patientUntil = performance.now() + BACK_WITHIN_MS;
    while (!isBack()) {
      if (performance.now() > patientUntil) {
        const seqs = this.#devices.map(({ positions }) => positions.rooms.get(roomId)?.seq);
        throw new Error(`closed with ${this.codes}, and are at ${seqs} of ${seq}`);
      }
      await Bun.sleep(20);
    }
  }

  close(): void {
    for (const device of this.#devices) device.cut();
  }

  failed(what: string): void {
    this.failures.push(what);
  }

  foundHole(): void {
    this.failures.push("a live frame did not fit");
  }

  ended(device: Device, code: number): void {
    this.codes.push(code);
    void device.connect();
  }
}
