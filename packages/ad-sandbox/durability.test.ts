import { spawn, type ChildProcess } from 'node:child_process';
import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { startGoogleAds } from './google-ads/server.ts';
import { connectGoogle, token } from './testing/google-client.ts';
import { connectLinkedIn, groupBody } from './testing/linkedin-client.ts';
import { wholeCampaign } from './testing/search-campaign.ts';
import type { Json } from './wire.ts';

let dataDir: string;
const children: ChildProcess[] = [];

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'simulators-'));
});
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  rmSync(dataDir, { recursive: true, force: true });
});

type Running = { child: ChildProcess; urls: Record<string, string>; ended: Promise<void> };

async function run(): Promise<Running> {
  const main = join(import.meta.dirname, 'main.ts');
  const child = spawn(process.execPath, [main, '--data-dir', dataDir], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  children.push(child);
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const line = await new Promise<string>((resolve) =>
    child.stdout.once('data', (data: Buffer) => resolve(data.toString())),
  );
  return { child, urls: JSON.parse(line) as Record<string, string>, ended };
}

const objects = async (url = ''): Promise<Json[]> =>
  (await (await fetch(`${url}/_simulator/objects`)).json()) as Json[];

it('a killed simulator remembers every acknowledged object and every refresh token', async () => {
  const first = await run();
  const google = await connectGoogle(first.urls['googleAdsUrl'] ?? '');
  const linkedIn = await connectLinkedIn(first.urls['linkedInAdsUrl'] ?? '');
  expect((await google.mutate(wholeCampaign())).status).toBe(200);
  expect(
    (await linkedIn.create('/adCampaignGroups', groupBody({ runSchedule: { start: Date.now() + 60_000 } })))
      .status,
  ).toBe(201);
  const before = [await objects(first.urls['googleAdsUrl']), await objects(first.urls['linkedInAdsUrl'])];
  first.child.kill('SIGKILL');
  await first.ended;
  const second = await run();
  expect([await objects(second.urls['googleAdsUrl']), await objects(second.urls['linkedInAdsUrl'])]).toEqual(
    before,
  );
  expect(before.map((list) => list.length)).toEqual([6, 1]);
  const form = { grant_type: 'refresh_token', refresh_token: google.refreshToken };
  expect((await token(second.urls['googleAdsUrl'] ?? '', form)).status).toBe(200);
}, 20_000);

it('the process ends by itself when its parent lets go of its stdin', async () => {
  const { child, ended } = await run();
  child.stdin?.end();
  await ended;
  expect(child.exitCode).toBe(0);
}, 20_000);

it('a torn last line is forgotten and what follows is whole', async () => {
  const first = await startGoogleAds({ dataDir });
  const client = await connectGoogle(first.url);
  await client.mutate(wholeCampaign());
  await first.close();
  const file = join(dataDir, 'google-ads.ndjson');
  appendFileSync(file, '{"seq":2,"at":"2026-');
  const second = await startGoogleAds({ dataDir });
  expect(second.objects.all()).toHaveLength(6);
  const operation = {
    campaignOperation: {
      remove: String(second.objects.list('campaign', '1234567890')[0]?.fields['resourceName']),
    },
  };
  expect((await (await connectGoogle(second.url)).mutate([operation])).status).toBe(200);
  await second.close();
  const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
  expect(lines.map((line) => (JSON.parse(line) as Json)['seq'])).toEqual([1, 2]);
});

it('an id is never given twice, also not across a restart', async () => {
  const options = { dataDir, idSeed: 5 };
  const first = await startGoogleAds(options);
  await (await connectGoogle(first.url)).mutate(wholeCampaign().slice(0, 1));
  const used = first.objects.all().map((object) => object.id);
  await first.close();
  const second = await startGoogleAds(options);
  expect(used).not.toContain(second.objects.nextId());
  await second.close();
});
