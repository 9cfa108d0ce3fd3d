import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const BALLAST = "ballast";
const CHUNK = new Uint8Array(64 * 1024);

/** A small disk of the machine's memory, which can be filled. */
export class Disk {
  private constructor(readonly folder: string) {}

  /** `null`: on this machine nothing may be mounted. To be closed. */
  static mount(megabytes: number): Disk | null {
    const folder = mkdtempSync(join(tmpdir(), "encrptalk-disk-"));
    const mounted = Bun.spawnSync([
      "mount",
      "-t",
      "tmpfs",
      "-o",
      `size=${megabytes}m,mode=700`,
      "tmpfs",
      folder,
    ]);
    if (mounted.success) {
      const disk = new Disk(folder);
      process.on("exit", () => disk.close());
      return disk;
    }
    rmSync(folder, { recursive: true });
    return null;
  }

  /** Takes all the room there is. */
  fill(): void {
    const file = openSync(join(this.folder, BALLAST), "w");
    try {
      for (let size = CHUNK.length; size >= 1; ) size = writeSome(file, size) ? size : size >> 1;
    } finally {
      closeSync(file);
    }
  }

  /** Gives it back. */
  makeRoom(): void {
    rmSync(join(this.folder, BALLAST));
  }

  close(): void {
    if (Bun.spawnSync(["umount", "-l", this.folder]).success) rmSync(this.folder, { recursive: true });
  }
}

function writeSome(file: number, size: number): boolean {
  try {
    return writeSync(file, CHUNK, 0, size) > 0;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOSPC") return false;
    throw error;
  }
}
