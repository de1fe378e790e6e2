import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const Package = z.object({ scripts: z.object({ start: z.string() }) });

/** The flags of Node with which `npm start` starts the product, so that what is measured is what is run. */
export function startFlags(): string[] {
  const text = readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8');
  const { start } = Package.parse(JSON.parse(text)).scripts;
  return start.split(' ').filter((word) => word.startsWith('--'));
}
