export const SERVER = { namespace: "encrptalk-prove-server", device: "encp-server", address: "10.213.77.1" };
export const CLIENTS = {
  namespace: "encrptalk-prove-clients",
  device: "encp-clients",
  address: "10.213.77.2",
};
const ENDS = [SERVER, CLIENTS];

/** Why there can be no such link on this machine, or `null`. */
export function whyNoLink(): string | null {
  if (Bun.which("ip") === null) return "this needs the program ip of iproute2";
  return process.getuid?.() === 0 ? null : "only root may make network namespaces";
}

/** Two networks with nothing but a cable between them. Throws what `ip` said. */
export function makeLink(): void {
  for (const { namespace } of ENDS) ip("netns", "add", namespace);
  const cable = ["type", "veth", "peer", "name", CLIENTS.device, "netns", CLIENTS.namespace];
  ip("-n", SERVER.namespace, "link", "add", SERVER.device, ...cable);
  for (const { namespace, device, address } of ENDS) {
    ip("-n", namespace, "address", "add", `${address}/30`, "dev", device);
    ip("-n", namespace, "link", "set", "lo", "up");
    ip("-n", namespace, "link", "set", device, "up");
  }
}

/** Also what an earlier run has left that was ended in the middle: its namespaces, and what runs in them. */
export function removeLink(): void {
  for (const { namespace } of ENDS) {
    const inside = run("ip", ["netns", "pids", namespace]);
    if (inside === null) continue;
    for (const processId of inside.split("\n").filter(Boolean)) run("kill", ["-KILL", processId]);
    run("ip", ["netns", "delete", namespace]);
  }
}

/** Pulls one end of the cable out, or plugs it in again. */
export function setLink({ namespace, device }: typeof SERVER, state: "up" | "down"): void {
  ip("-n", namespace, "link", "set", device, state);
}

/** Loses packets on one end, both ways of which matter to TCP. Gives whether the kernel can. */
export const loseSome = ({ namespace, device }: typeof SERVER, percent: number): boolean =>
  run(
    "ip",
    ["netns", "exec", namespace, "tc", "qdisc", "add", "dev", device, "root", "netem"].concat([
      "loss",
      `${percent}%`,
      "delay",
      "40ms",
      "30ms",
    ]),
  ) !== null;

export const loseNone = ({ namespace, device }: typeof SERVER): void =>
  void run("ip", ["netns", "exec", namespace, "tc", "qdisc", "delete", "dev", device, "root"]);

function ip(...words: string[]): void {
  const { success, stderr } = Bun.spawnSync(["ip", ...words]);
  if (!success) throw new Error(`ip ${words.join(" ")}: ${stderr.toString().trim()}`);
}

/** What it wrote; `null` when it failed. */
function run(program: string, words: string[]): string | null {
  const { success, stdout } = Bun.spawnSync([program, ...words]);
  return success ? stdout.toString() : null;
}
