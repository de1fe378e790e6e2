import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startGoogleAds } from '../google-ads/server.ts';
import { startLinkedInAds } from '../linkedin-ads/server.ts';
import { codesOf, connectGoogle, type GoogleClient } from '../testing/google-client.ts';
import { connectLinkedIn, groupBody, type LinkedInClient } from '../testing/linkedin-client.ts';
import { wholeCampaign } from '../testing/search-campaign.ts';
import type { VendorServer } from '../vendor-server.ts';
import { AUTHORIZATION_ERRORS } from '../google-ads/authorization-errors.ts';
import { FAULT_KINDS, type FaultKind, type FaultOrder } from './fault.ts';
import { parseFaultFlag } from './fault-flag.ts';
import { RandomFaults, TRANSIENT_KINDS } from './random-faults.ts';

let google: VendorServer;
let linkedIn: VendorServer;
let client: GoogleClient;
let member: LinkedInClient;

beforeAll(async () => {
  [google, linkedIn] = await Promise.all([startGoogleAds(), startLinkedInAds()]);
  client = await connectGoogle(google.url);
  member = await connectLinkedIn(linkedIn.url);
});
beforeEach(async () => {
  for (const { url } of [google, linkedIn]) await fetch(`${url}/_simulator/reset`, { method: 'POST' });
});
afterAll(() => Promise.all([google.close(), linkedIn.close()]));

const arm = (fault: object, server = google): Promise<Response> =>
  fetch(`${server.url}/_simulator/faults`, { method: 'POST', body: JSON.stringify(fault) });

/** How a caller with a short patience fares: status and text, or that there was no answer. */
async function fate(url: string, init: RequestInit): Promise<string> {
  try {
    const response = await fetch(url, { ...init, signal: AbortSignal.timeout(300) });
    const text = await response.text();
    const json = text !== '' && isJson(text) ? 'json' : text === '' ? 'nothing' : 'no json';
    return `${response.status} ${json}`;
  } catch (error) {
    return (error as Error).name === 'TimeoutError' ? 'silence' : 'cut';
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

const google_ = (path: string, body: object): Promise<string> =>
  fate(`${google.url}/v26/customers/1234567890/googleAds:${path}`, {
    method: 'POST',
    headers: { authorization: client.authorization },
    body: JSON.stringify(body),
  });
const publish = (): Promise<string> => google_('mutate', { mutateOperations: wholeCampaign() });
const query = (): Promise<string> => google_('search', { query: 'SELECT customer.id FROM customer' });
const linkedInCall = (method: string, path: string, body?: object): Promise<string> =>
  fate(`${linkedIn.url}/rest/adAccounts/512345678${path}`, {
    method,
    headers: {
      authorization: member.authorization,
      'linkedin-version': '202609',
      'x-restli-protocol-version': '2.0.0',
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
const createGroup = (): Promise<string> =>
  linkedInCall('POST', '/adCampaignGroups', groupBody({ runSchedule: { start: Date.now() + 3_600_000 } }));
const readAccount = (): Promise<string> => linkedInCall('GET', '');

/** For each kind: what a write and a read of Google and of LinkedIn meet, and whether the work was done. */
const TABLE: Record<FaultKind, [write: string, read: string, created: string, found: string, done: boolean]> =
  {
    refuse: ['400 json', '400 json', '400 json', '400 json', false],
    '401': ['401 json', '401 json', '401 json', '401 json', false],
    '403': ['403 json', '403 json', '403 json', '403 json', false],
    '404': ['404 json', '404 json', '404 json', '404 json', false],
    '429': ['429 json', '429 json', '429 json', '429 json', false],
    '500-before': ['500 json', '500 json', '500 json', '500 json', false],
    '500-after-commit': ['500 json', '500 json', '500 json', '500 json', true],
    'drop-before': ['cut', 'cut', 'cut', 'cut', false],
    'drop-after-commit': ['cut', 'cut', 'cut', 'cut', true],
    delay: ['200 json', '200 json', '201 nothing', '200 json', true],
    'delay-after-commit': ['200 json', '200 json', '201 nothing', '200 json', true],
    'late-commit': ['cut', 'cut', 'cut', 'cut', true],
    duplicate: ['200 json', '200 json', '201 nothing', '200 json', true],
    'half-open': ['silence', 'silence', 'silence', 'silence', false],
    proxy: ['404 no json', '404 no json', '404 no json', '404 no json', false],
    truncated: ['200 no json', '200 no json', 'cut', '200 no json', true],
    'cut-off': ['cut', 'cut', 'cut', 'cut', true],
    'slow-body': ['silence', 'silence', '201 nothing', 'silence', true],
    garbage: ['200 no json', '200 no json', '200 no json', '200 no json', true],
    empty: ['200 nothing', '200 nothing', '200 nothing', '200 nothing', true],
    foreign: ['200 json', '200 json', '200 json', '200 json', true],
  };

describe('each kind, on writes and reads of both platforms', () => {
  it.each(FAULT_KINDS)('%s', async (kind) => {
    const fault = { kind, times: 2, ms: 50 };
    await Promise.all([arm(fault), arm(fault, linkedIn)]);
    const [write, read, created, found, done] = TABLE[kind];
    expect(await publish()).toBe(write);
    expect(await query()).toBe(read);
    expect(await createGroup()).toBe(created);
    expect(await readAccount()).toBe(found);
    await expect.poll(() => google.objects.all().length).toBe(done ? 6 : 0);
    const copies = kind === 'duplicate' ? 2 : 1;
    await expect.poll(() => linkedIn.objects.all().length).toBe(done ? copies : 0);
    expect(google.requests.map((request) => request.fault)).toEqual([kind, kind]);
  });

  it.each(['half-open', 'proxy', 'garbage', 'empty', 'foreign'] as const)(
    '%s spoils the answer of work that was done, or not, as it is told',
    async (kind) => {
      await arm({ kind, done: false });
      await publish();
      expect(google.objects.all()).toEqual([]);
      await arm({ kind, done: true });
      await publish();
      expect(google.objects.all()).toHaveLength(6);
    },
  );
});

describe('what the vendors say', () => {
  it('Google: every AuthorizationError under a 403', async () => {
    expect(Object.keys(AUTHORIZATION_ERRORS)).toHaveLength(17);
    for (const reason of Object.keys(AUTHORIZATION_ERRORS)) {
      await arm({ kind: '403', reason });
      const answer = await client.mutate(wholeCampaign());
      expect([answer.status, codesOf(answer)]).toEqual([403, [`authorizationError.${reason}`]]);
    }
  });

  it.each([
    [{}, 'RESOURCE_TEMPORARILY_EXHAUSTED', 'ACCOUNT', '2s'],
    [{ window: 'MINUTE' }, 'RESOURCE_TEMPORARILY_EXHAUSTED', 'ACCOUNT', '60s'],
    [{ window: 'DAY' }, 'RESOURCE_EXHAUSTED', 'DEVELOPER', '40591s'],
    [{ window: 'DAY', retrySeconds: 5 }, 'RESOURCE_EXHAUSTED', 'DEVELOPER', '5s'],
  ])('Google: a limit %j is %s of the %s for %s', async (limit, code, rateScope, retryDelay) => {
    await arm({ kind: '429', ...limit });
    const answer = await client.mutate(wholeCampaign());
    expect(codesOf(answer)).toEqual([`quotaError.${code}`]);
    expect(answer.body).toMatchObject({
      error: { details: [{ errors: [{ details: { quotaErrorDetails: { rateScope, retryDelay } } }] }] },
    });
  });

  it.each([
    [{}, 'Resource level throttle limit for calls to this resource is reached.'],
    [
      { window: 'DAY' },
      'Resource level throttle APPLICATION_AND_MEMBER DAY limit for calls to this resource is reached.',
    ],
    [
      { window: 'SECOND', scope: 'MEMBER' },
      'Resource level throttle MEMBER SECOND limit for calls to this resource is reached.',
    ],
  ])('LinkedIn: a limit %j is named in its sentence alone', async (limit, message) => {
    await arm({ kind: '429', ...limit }, linkedIn);
    const answer = await member.call('GET', '');
    expect(answer.body).toMatchObject({ status: 429, message });
    expect(answer.headers.has('retry-after')).toBe(false);
  });

  it('LinkedIn: 403 and 404 in its own shape', async () => {
    await arm({ kind: '403' }, linkedIn);
    expect((await member.call('GET', '')).body).toMatchObject({ status: 403, code: 'ACCESS_DENIED' });
    await arm({ kind: '404' }, linkedIn);
    expect((await member.call('GET', '')).body).toMatchObject({ status: 404, code: 'NOT_FOUND' });
  });
});

describe('which requests', () => {
  it('a fault strikes only what it matches, as often as it was armed', async () => {
    const match = { method: 'POST', pathIncludes: ':mutate', bodyIncludes: 'Campaign A' };
    await arm({ kind: '429', times: 2, match });
    expect(await query()).toBe('200 json');
    expect([await publish(), await publish(), await publish()]).toEqual(['429 json', '429 json', '200 json']);
  });

  it('a fault may be for reads, for writes, or for the sign-in', async () => {
    await arm({ kind: '500-before', match: { call: 'write' } });
    expect([await query(), await publish()]).toEqual(['200 json', '500 json']);
    await arm({ kind: '500-before', match: { call: 'read' } });
    expect([await publish(), await query()]).toEqual(['200 json', '500 json']);
    await arm({ kind: '401', match: { call: 'sign-in' } });
    expect(await query()).toBe('200 json');
    expect((await fetch(`${google.url}/token`, { method: 'POST' })).status).toBe(401);
  });

  it('a fault may be for one object, in the body, in the path, and encoded in the path', async () => {
    await publish();
    const name = String(google.objects.all().find(({ kind }) => kind === 'campaign')?.fields['resourceName']);
    const pause = (resourceName: string): Promise<string> =>
      google_('mutate', {
        mutateOperations: [{ campaignOperation: { update: { resourceName }, updateMask: 'status' } }],
      });
    await arm({ kind: '403', match: { object: name } });
    expect(await pause(`${name}9`)).toBe('400 json');
    expect(await pause(name)).toBe('403 json');
    await arm({ kind: '404', match: { object: 'urn:li:sponsoredCreative:7' } }, linkedIn);
    const creative = (id: number): Promise<string> =>
      linkedInCall('GET', `/creatives/${encodeURIComponent(`urn:li:sponsoredCreative:${id}`)}`);
    await creative(77);
    expect(linkedIn.requests.map((request) => request.fault)).toEqual([undefined]);
    await creative(7);
    expect(linkedIn.requests.map((request) => request.fault)).toEqual([undefined, '404']);
  });

  it('a fault may let requests pass before it strikes', async () => {
    await arm({ kind: '429', skip: 1 });
    expect([await publish(), await publish()]).toEqual(['200 json', '429 json']);
  });

  it('disarmed faults strike no more and malformed ones are refused', async () => {
    await arm({ kind: '500-before', times: 9 });
    await fetch(`${google.url}/_simulator/faults`, { method: 'DELETE' });
    expect(await publish()).toBe('200 json');
    for (const wrong of [
      { kind: 'explode' },
      { kind: '429', window: 'YEAR' },
      { kind: '429', tims: 2 },
      { kind: '429', times: -1 },
      { kind: 'late-commit', answer: 'fine' },
      { kind: '404', match: { paths: 'x' } },
      { kind: '404', match: { call: 'talk' } },
    ])
      expect((await arm(wrong)).status).toBe(400);
  });
});

describe('work that comes late or twice', () => {
  it('a late answer comes after the work is done', async () => {
    await arm({ kind: 'delay-after-commit', ms: 60_000 });
    expect(await publish()).toBe('silence');
    expect(google.objects.all()).toHaveLength(6);
  });

  it.each([
    ['drop', 'cut'],
    ['500', '500 json'],
    ['half-open', 'silence'],
  ])('a late commit takes effect after the caller was left with %s', async (answer, seen) => {
    await arm({ kind: 'late-commit', ms: 600, answer });
    expect(await publish()).toBe(seen);
    expect(google.objects.all()).toEqual([]);
    await expect.poll(() => google.objects.all().length, { timeout: 3_000 }).toBe(6);
  });

  it('a reset takes back what was to be committed late', async () => {
    await arm({ kind: 'late-commit', ms: 100 });
    await publish();
    await fetch(`${google.url}/_simulator/reset`, { method: 'POST' });
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(google.objects.all()).toEqual([]);
  });

  it('a second delivery may come later; what has a unique name it cannot double', async () => {
    await arm({ kind: 'duplicate', ms: 50 }, linkedIn);
    expect(await createGroup()).toBe('201 nothing');
    expect(linkedIn.objects.all()).toHaveLength(1);
    await expect.poll(() => linkedIn.objects.all().length).toBe(2);
    await arm({ kind: 'duplicate' });
    await publish();
    expect(google.objects.all()).toHaveLength(6);
  });
});

describe('by chance', () => {
  const fates = (seed: number, rate = 0.3): (string | undefined)[] => {
    const random = new RandomFaults({ seed, rate, kinds: TRANSIENT_KINDS, match: {} });
    return Array.from({ length: 200 }, () => random.draw()?.kind);
  };

  it('a seed decides which calls are struck, and by what', () => {
    expect(fates(7)).toEqual(fates(7));
    expect(fates(7)).not.toEqual(fates(8));
    const struck = fates(7).filter((kind) => kind !== undefined);
    expect(struck.length).toBeGreaterThan(40);
    expect(struck.length).toBeLessThan(80);
    expect(fates(7, 0).some((kind) => kind !== undefined)).toBe(false);
  });

  it('more faults strike at a higher rate, and all of the fewer among them', () => {
    const more = fates(7, 0.6);
    for (const [n, kind] of fates(7).entries()) if (kind !== undefined) expect(more[n]).toBe(kind);
  });

  it('is ordered by a control call, counted, and ended by another', async () => {
    const order = { seed: 3, rate: 1, kinds: ['500-before'], match: { call: 'write' } };
    const random = `${google.url}/_simulator/faults/random`;
    expect((await fetch(random, { method: 'POST', body: JSON.stringify(order) })).status).toBe(201);
    expect([await query(), await publish()]).toEqual(['200 json', '500 json']);
    expect(await (await fetch(random)).json()).toMatchObject({ seed: 3, calls: 1, struck: 1 });
    await fetch(`${google.url}/_simulator/faults`, { method: 'DELETE' });
    expect(await publish()).toBe('200 json');
    const wrong = await fetch(random, { method: 'POST', body: JSON.stringify({ seed: 1, rate: 2 }) });
    expect(wrong.status).toBe(400);
  });
});

describe('on the command line', () => {
  it.each<[string, string | undefined, FaultOrder]>([
    ['429', undefined, { kind: '429' }],
    ['linkedin:429,window=DAY,times=9', 'linkedin', { kind: '429', window: 'DAY', times: 9 }],
    [
      'google:half-open,call=write,done=true',
      'google',
      { kind: 'half-open', done: true, match: { call: 'write' } },
    ],
  ])('%s', (flag, vendor, fault) => {
    expect(parseFaultFlag(flag)).toMatchObject({ vendor, fault });
  });

  it.each(['explode', '429,window', '429,times=x', 'bing:429'])('%s is refused', (flag) => {
    expect(() => parseFaultFlag(flag)).toThrow(`--fault ${flag}`);
  });
});
