import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readAds2020 } from './ads-2020.ts';
import { DemoFailure } from './failure.ts';
import type { FigureSource } from './figures.ts';
import { generateFigures } from './generated-figures.ts';

/** Where the real figures lie beside the project, if they do. */
const BESIDE = join(
  import.meta.dirname,
  '../../../shared/data/ads-2020/online_advertising_performance_data.csv',
);

/** What was asked for: a file, or generated figures of a seed; `lastDay` is the day that the figures end on. */
export type Asked = { path: string | undefined; seed: string | undefined; lastDay: string };

/** The figures to play with: what was asked for, else the real ones beside the project, else generated ones. */
export async function chooseFigures({ path, seed, lastDay }: Asked): Promise<FigureSource> {
  const csv = seed === undefined || path !== undefined ? await textOf(path) : null;
  if (csv !== null) return readAds2020(csv);
  const weekday = (new Date(`${lastDay}T00:00:00Z`).getUTCDay() + 6) % 7;
  return generateFigures(Number(seed ?? '7') || 0, weekday);
}

async function textOf(path: string | undefined): Promise<string | null> {
  return readFile(path ?? BESIDE, 'utf8').catch((error: unknown) => {
    if (path === undefined) return null;
    throw new DemoFailure(`the file with figures cannot be read: ${path}`, [(error as Error).message]);
  });
}
