import { readFileSync } from "node:fs";

/** Linux tells user programs processor time in hundredths of a second, whatever its own clock (proc(5)). */
const MS_PER_TICK = 10;
const PAGE_BYTES = 4_096;
const MEGABYTE = 2 ** 20;

/** What a process and its machine were doing during a stretch of time. */
export interface Watched {
  /** Resident memory, in MB, a sample each second. */
  memory: number[];
  /** Of one core, that the process used with all its threads. */
  processorShare: number;
  /** Of one core, that everything else on the machine used, the hypervisor's other guests included. */
  othersShare: number;
}

/** Why this machine cannot carry so many connections in one process and be watched meanwhile, or `null`. */
export function cannotWatch(connections: number): string | null {
  try {
    processorMsOf(process.pid);
    machineProcessorMs();
    const files = Number(/^Max open files +\d+ +(\d+)/m.exec(readFileSync("/proc/self/limits", "utf8"))?.[1]);
    return files < connections ? `a process may have ${files} open files only` : null;
  } catch {
    return "this system has no /proc as Linux has it";
  }
}

/** Watches a process until the function that it gives is called. */
export function watch(processId: number): () => Watched {
  const memory: number[] = [];
  const startedAt = performance.now();
  const processAtStart = processorMsOf(processId);
  const machineAtStart = machineProcessorMs();
  const sampling = setInterval(() => memory.push(residentMegabytes(processId)), 1_000);
  return () => {
    clearInterval(sampling);
    const tookMs = performance.now() - startedAt;
    const processMs = processorMsOf(processId) - processAtStart;
    const machineMs = machineProcessorMs() - machineAtStart;
    return { memory, processorShare: processMs / tookMs, othersShare: (machineMs - processMs) / tookMs };
  };
}

/** Resident memory of a process, in MB. */
export function residentMegabytes(processId: number): number {
  const pages = readFileSync(`/proc/${processId}/statm`, "utf8").split(" ")[1];
  return (Number(pages) * PAGE_BYTES) / MEGABYTE;
}

/** The name in the line, in parentheses, may itself have spaces and parentheses. */
function processorMsOf(processId: number): number {
  const stat = readFileSync(`/proc/${processId}/stat`, "utf8");
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return (Number(fields[11]) + Number(fields[12])) * MS_PER_TICK;
}

function machineProcessorMs(): number {
  const [, ...ticks] = readFileSync("/proc/stat", "utf8").split("\n", 1).join("").split(/\s+/);
  const [user = 0, nice = 0, system = 0, , , irq = 0, softirq = 0, steal = 0] = ticks.map(Number);
  return (user + nice + system + irq + softirq + steal) * MS_PER_TICK;
}
