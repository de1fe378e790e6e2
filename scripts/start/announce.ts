import { styleText } from 'node:util';
import type { RunningSimulators } from './simulators.ts';

/** Prints where the started product can be reached. */
export function announce(
  port: number,
  dataDir: string,
  simulators: RunningSimulators,
  milliseconds: number,
): void {
  const base = `http://127.0.0.1:${port}`;
  const line = (name: string, text: string) => console.log(`  ${styleText('dim', name.padEnd(10))} ${text}`);
  console.log(
    `\n${styleText('bold', 'Sales Intelligence Platform')} is ready (${(milliseconds / 1000).toFixed(1)} s)\n`,
  );
  line('API', `${base}/api`);
  line('Reference', `${base}/docs`);
  line('Health', `${base}/health`);
  if (simulators.inboxUrl) {
    line('Mail', `${simulators.inboxUrl}  (what the product sends lands here)`);
  }
  if (simulators.platformUrls) {
    const { google, linkedIn } = simulators.platformUrls;
    line('Platforms', 'Google Ads and LinkedIn Ads are simulated; no money is spent');
    line('', `Google Ads ${google}  LinkedIn Ads ${linkedIn}  (docs/simulators.md)`);
  }
  line('Data', dataDir);
  console.log(
    `\n  Next: ${styleText('bold', 'npm run demo')} in another terminal plays the whole journey. Ctrl-C stops.\n`,
  );
}
