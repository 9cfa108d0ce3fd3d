import { join } from "node:path";
import { Program, type ProgramOptions } from "../program/program.ts";
import { School } from "../program/school.ts";
import { Witness } from "./witness.ts";

/** A school that is alive: the real program, and people on it. */
export class Scene {
  private constructor(
    readonly program: Program,
    readonly school: School,
    readonly witness: Witness,
  ) {}

  static async set(options: ProgramOptions = {}): Promise<Scene> {
    const program = await Program.start(options);
    try {
      const school = await School.setUp(program);
      return new Scene(program, school, await Witness.gather(school));
    } catch (error) {
      await program.close();
      throw error;
    }
  }

  /** Of the data folder. */
  file(name: string): string {
    return join(this.program.data, name);
  }

  async close(): Promise<void> {
    this.witness.leave();
    await this.program.close();
  }
}
