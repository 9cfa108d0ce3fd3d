import { Program } from "../program/program.ts";
import { School } from "../program/school.ts";
import type { Device } from "../witness/device.ts";
import { until } from "../witness/until.ts";
import { Witness } from "../witness/witness.ts";
import { TcpProxy } from "./tcp-proxy.ts";

/** On a good network. */
const NEAR = "Ben";

/** A school whose people reach it through a proxy, all but Ben. */
export class ProxiedScene {
  private constructor(
    readonly program: Program,
    readonly proxy: TcpProxy,
    readonly witness: Witness,
  ) {}

  static async set(): Promise<ProxiedScene> {
    const program = await Program.start();
    try {
      const school = await School.setUp(program);
      const proxy = await TcpProxy.start(program.url);
      const witness = await Witness.gather(school, (seats) =>
        seats.map((seat) => (seat.name === NEAR ? seat : { ...seat, url: proxy.url })),
      );
      return new ProxiedScene(program, proxy, witness);
    } catch (error) {
      await program.close();
      throw error;
    }
  }

  /** Those behind the proxy. */
  get far(): readonly Device[] {
    return this.witness.devices.filter(({ name }) => name !== NEAR);
  }

  get near(): Device {
    const ben = this.witness.devices.find(({ name }) => name === NEAR);
    if (!ben) throw new Error("Ben is missing");
    return ben;
  }

  /** Resolves when all those with a WebSocket are live, without that anybody does anything for it; gives in what time. */
  async returned(withinMs: number): Promise<number | null> {
    const startedAt = performance.now();
    const isLive = ({ seat, client }: Device) =>
      seat.over === "http" || client.connection.get().status === "live";
    const came = await until(() => this.witness.devices.every(isLive), withinMs);
    return came ? performance.now() - startedAt : null;
  }

  async close(): Promise<void> {
    this.witness.leave();
    this.proxy.close();
    await this.program.close();
  }
}
