import type { School } from "../program/school.ts";
import { RawPeer } from "./raw-peer.ts";

/** A well-behaved connection that stays through all of it, and hears what others say. */
export class Bystander {
  private constructor(
    readonly school: School,
    readonly peer: RawPeer,
  ) {}

  static async join(school: School): Promise<Bystander> {
    const ben = await school.enrol("Ben");
    return new Bystander(school, await RawPeer.open(ben));
  }

  /** Whether what is said now is acknowledged and heard. Rejects when the server does not answer any more. */
  async isServed(): Promise<boolean> {
    const { rao, defaultRoom } = this.school;
    const { seq } = await rao.say(defaultRoom, "Is everybody there?");
    const heard = () => this.peer.said.some((frame) => frame.type === "event" && frame.event.seq === seq);
    await this.peer.next(heard);
    return heard();
  }

  leave(): void {
    this.peer.drop();
  }
}
