import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A request that the release answered under an Idempotency-Key. */
export type Repeat = { as: string; path: string; key: string; body: unknown };

/** What a fixture says about itself (settings.json). */
export type ReleaseSettings = {
  /** When the fixture was made; the newest is the release that today's is rolled out over. */
  madeAt: string;
  env: Record<string, string>;
  people: { email: string; password: string }[];
  credentials: {
    invitation: { email: string; token: string };
    apiKey: string;
    refreshToken: string;
    /** Path and query of the consent page of a connection that was begun. */
    consent: string;
  };
  repeats: Repeat[];
};

/** One release's fixture, as tests/released/README.md describes it. */
export type Release = {
  name: string;
  folder: string;
  settings: ReleaseSettings;
  /** JSON Schema of the payloads that this release writes, and of those that its workers understand, by queue. */
  jobs: Record<string, { written: object; understood: object }>;
};

const json = (folder: string, file: string): unknown => JSON.parse(readFileSync(join(folder, file), 'utf8'));

/** Every release that has a fixture, oldest first. @throws Error when there is none */
export function releases(): Release[] {
  const found = readdirSync(import.meta.dirname, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => {
      const folder = join(import.meta.dirname, name);
      return {
        name,
        folder,
        settings: json(folder, 'settings.json') as ReleaseSettings,
        jobs: json(folder, 'jobs.json') as Release['jobs'],
      };
    });
  found.sort((a, b) => a.settings.madeAt.localeCompare(b.settings.madeAt));
  if (found.length === 0) throw new Error('there is no fixture of a release');
  return found;
}
