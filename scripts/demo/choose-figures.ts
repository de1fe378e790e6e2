import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readAds2020 } from './ads-2020.ts';
import { DemoFailure } from './failure.ts';
import type { FigureSource } from './figures.ts';
import { generateFigures } from './generated-figures.ts';

/** The file with real figures beside the project, which may be missing. */
const DEFAULT_FILE = join(
  import.meta.dirname,
  '../../../shared/data/ads-2020/online_advertising_performance_data.csv',
);

/** The choice of figures: a file, or a seed for generated ones. `lastDay` is the last day of the figures. */
export type FigureChoice = { path: string | undefined; seed: string | undefined; lastDay: string };

/** The figures for the demo: the chosen ones, or the real ones beside the project, or generated ones. */
export async function chooseFigures({ path, seed, lastDay }: FigureChoice): Promise<FigureSource> {
  const csv = seed === undefined || path !== undefined ? await textOf(path) : null;
  if (csv !== null) return readAds2020(csv);
  const weekday = (new Date(`${lastDay}T00:00:00Z`).getUTCDay() + 6) % 7;
  return generateFigures(Number(seed ?? '7') || 0, weekday);
}

async function textOf(path: string | undefined): Promise<string | null> {
  return readFile(path ?? DEFAULT_FILE, 'utf8').catch((error: unknown) => {
    if (path === undefined) return null;
    throw new DemoFailure(`the file with figures cannot be read: ${path}`, [(error as Error).message]);
  });
}
