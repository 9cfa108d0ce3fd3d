import { readdirSync, readFileSync } from "node:fs";

/** Linux tells user programs processor time in hundredths of a second, whatever its own clock (proc(5)). */
const MS_PER_TICK = 10;

interface Process {
  parent: number;
  /** Of all its threads, and of its children that have ended. */
  processorMs: number;
}

/** Whether this system tells processor times the way that is read here. */
export function hasProcessorTimes(): boolean {
  try {
    return readProcess(process.pid) !== null;
  } catch {
    return false;
  }
}

/** Processor time in ms that a process and all its descendants have used since their start. */
export function processorMsOf(processId: number): number {
  const processes = readProcesses();
  return withDescendants(processId, processes).reduce(
    (ms, id) => ms + (processes.get(id)?.processorMs ?? 0),
    0,
  );
}

/** A process and all its descendants. */
export function processesOf(processId: number): number[] {
  return withDescendants(processId, readProcesses());
}

function withDescendants(processId: number, processes: ReadonlyMap<number, Process>): number[] {
  const children = [...processes].filter(([, { parent }]) => parent === processId);
  return [processId, ...children.flatMap(([child]) => withDescendants(child, processes))];
}

/** Processor time in ms that this machine has spent on anything since its start, over all cores. */
export function machineProcessorMs(): number {
  const [, ...ticks] = readFileSync("/proc/stat", "utf8").split("\n", 1).join("").split(/\s+/);
  const [user = 0, nice = 0, system = 0, , , irq = 0, softirq = 0, steal = 0] = ticks.map(Number);
  return (user + nice + system + irq + softirq + steal) * MS_PER_TICK;
}

/** A line of /proc/PID/stat. The name, in parentheses, may itself have spaces and parentheses. */
export function parseStat(stat: string): Process {
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  const field = (number: number) => Number(fields[number - 3]);
  return {
    parent: field(4),
    processorMs: (field(14) + field(15) + field(16) + field(17)) * MS_PER_TICK,
  };
}

function readProcesses(): Map<number, Process> {
  const processes = new Map<number, Process>();
  for (const name of readdirSync("/proc")) {
    const id = Number(name);
    const process = Number.isInteger(id) ? readProcess(id) : null;
    if (process) processes.set(id, process);
  }
  return processes;
}

/** `null` for a process that has ended meanwhile. */
function readProcess(id: number): Process | null {
  try {
    return parseStat(readFileSync(`/proc/${id}/stat`, "utf8"));
  } catch (error) {
    if (error instanceof Error && "code" in error && (error.code === "ENOENT" || error.code === "ESRCH"))
      return null;
    throw error;
  }
}
