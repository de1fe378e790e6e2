import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Ticks a second of /proc/<pid>/stat; 100 on every Linux that Node runs on. */
const TICKS = 100;

/** The CPU seconds of a PostgreSQL so far: of its processes, and of those that have ended. Linux only. */
export async function postgresCpuSeconds(dataDir: string): Promise<number> {
  const pidFile = await readFile(join(dataDir, 'postmaster.pid'), 'utf8');
  const postmaster = Number(pidFile.split('\n')[0]);
  let ticks = 0;
  for (const name of await readdir('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const stat = await readFile(`/proc/${name}/stat`, 'utf8').catch(() => null);
    if (stat === null) continue;
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const of = (index: number) => Number(fields[index]);
    if (Number(name) === postmaster) ticks += of(11) + of(12) + of(13) + of(14);
    else if (of(1) === postmaster) ticks += of(11) + of(12);
  }
  return ticks / TICKS;
}
