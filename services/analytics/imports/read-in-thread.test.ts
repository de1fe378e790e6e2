import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

const SCRIPT = join(import.meta.dirname, 'testing/read-large.ts');
const MEGABYTES = 16;
/** The thread itself takes some sixty; a file of this size that was held whole took more than a thousand. */
const MOST_MB = 200;

it(
  `a file of ${MEGABYTES} MB is read with a memory that does not depend on its size`,
  { timeout: 120_000 },
  async () => {
    const { stdout } = await promisify(execFile)(process.execPath, [SCRIPT, String(MEGABYTES)]);
    const { grownMb, rows, sent } = JSON.parse(stdout) as { grownMb: number; rows: number; sent: number };
    expect(rows).toBe(sent);
    expect(grownMb).toBeLessThan(MOST_MB);
  },
);
