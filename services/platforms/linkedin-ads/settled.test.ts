import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { foreignAnswers } from '../fixtures/foreign-answers.ts';
import { startScriptedVendor, type ScriptedAnswer } from '../fixtures/scripted-vendor.ts';
import type { VendorFailure } from '../port.ts';
import { linkedInAdsHttp } from './http.ts';

let vendor: Awaited<ReturnType<typeof startScriptedVendor>>;
beforeAll(async () => {
  vendor = await startScriptedVendor(() => ({ status: 500, text: '' }));
});
afterAll(() => vendor.close());

const http = () =>
  linkedInAdsHttp(
    {
      apiUrl: vendor.url,
      apiVersion: '202609',
      authorizeUrl: '',
      tokenUrl: '',
      revokeUrl: '',
      clientId: '',
      clientSecret: '',
      timeoutMs: 1_000,
      propagationMs: 300,
    },
    () => new Date(0),
  );
const session = {
  account: '1',
  loginCustomerId: null,
  currency: 'USD',
  timeZone: 'UTC',
  accessToken: async () => 'token',
};
const GROUP = '/adAccounts/1/adCampaignGroups/7';
const CREATIVES = '/adAccounts/1/creatives';
const CREATIVE = `${CREATIVES}/urn%3Ali%3AsponsoredCreative%3A9`;
const json = (status: number, body: object): ScriptedAnswer => ({ status, text: JSON.stringify(body) });
const missing = json(404, { status: 404, code: 'NOT_FOUND', message: 'Not Found' });
const group = { id: 7, name: 'Spring', status: 'ACTIVE' };
const listing = (...elements: object[]) => json(200, { elements, metadata: {} });
const isSearch = ({ url }: { url: string }) => url.includes('?q=');
const failureOf = (work: Promise<unknown>): Promise<VendorFailure> =>
  work.then(
    () => expect.unreachable('it should fail'),
    (error: unknown) => error as VendorFailure,
  );

describe('an entity that LinkedIn calls gone', () => {
  it('is read once it is known everywhere', async () => {
    vendor.script((_, count) => (count < 3 ? missing : json(200, group)));
    expect(await http().get(session, GROUP)).toEqual(group);
    expect(vendor.asked).toHaveLength(3);
  });

  it('is changed once it is known everywhere', async () => {
    vendor.script((_, count) => (count < 3 ? missing : { status: 204, text: '' }));
    await http().patch(session, CREATIVE, { intendedStatus: 'ACTIVE' });
    expect(vendor.asked).toHaveLength(3);
  });

  it('is gone only when a search by its id does not list it', async () => {
    vendor.script((asked) => (isSearch(asked) ? listing() : missing));
    expect(await failureOf(http().get(session, GROUP))).toMatchObject({ kind: 'gone', code: 'NOT_FOUND' });
    expect(vendor.asked.at(-1)?.url).toContain(
      'search=(id:(values:List(urn%3Ali%3AsponsoredCampaignGroup%3A7)))',
    );
    expect((await failureOf(http().remove(session, CREATIVE))).kind).toBe('gone');
    expect(vendor.asked.at(-1)?.url).toContain('creatives=List(urn%3Ali%3AsponsoredCreative%3A9)');
  });

  it('is unknown, without a doubt, when the search lists it', async () => {
    vendor.script((asked) => (isSearch(asked) ? listing(group) : missing));
    for (const work of [http().get(session, GROUP), http().patch(session, GROUP, { status: 'PAUSED' })])
      expect(await failureOf(work)).toMatchObject({
        kind: 'unknown',
        code: 'ANSWERS_DIFFER',
        leavesDoubt: false,
      });
  });

  it.each([
    ['a page of a proxy', { status: 404, text: '<html>404 Not Found</html>' }],
    ['an empty page', { status: 200, text: '' }],
    ['an answer without a list', json(200, { metadata: {} })],
  ])('is unknown when the search gets %s', async (_what, search) => {
    vendor.script((asked) => (isSearch(asked) ? search : missing));
    const failure = await failureOf(http().get(session, GROUP));
    expect(failure).toMatchObject({ kind: 'unknown', code: 'ANSWER_UNREADABLE', effect: 'read' });
  });
});

describe('a creation under something that LinkedIn does not know yet', () => {
  it('is made once it is known', async () => {
    const made = { status: 201, headers: { 'x-restli-id': 'urn%3Ali%3AsponsoredCreative%3A9' }, text: '' };
    vendor.script((_, count) => (count < 3 ? missing : made));
    expect(await http().create(session, CREATIVES, {})).toBe('urn:li:sponsoredCreative:9');
    expect(vendor.asked).toHaveLength(3);
  });

  it('is refused when it stays unknown', async () => {
    vendor.script(() => missing);
    expect(await failureOf(http().create(session, CREATIVES, {}))).toMatchObject({
      kind: 'refused',
      code: 'NOT_FOUND',
      message: 'LinkedIn Ads: Not Found',
    });
  });

  it('is not repeated when a proxy says that there is nothing', async () => {
    vendor.script(() => ({ status: 404, text: '<html>404 Not Found</html>' }));
    expect(await failureOf(http().create(session, CREATIVES, {}))).toMatchObject({
      kind: 'unknown',
      leavesDoubt: true,
    });
    expect(vendor.asked).toHaveLength(1);
  });
});

it(
  'whatever is no answer of LinkedIn is unknown to every call, also with status 200',
  { timeout: 30_000 },
  async () => {
    const calls: [string, boolean, () => Promise<unknown>][] = [
      ['get', false, () => http().get(session, GROUP)],
      ['findAll', false, () => http().findAll(session, CREATIVES, { q: 'criteria' })],
      ['create', true, () => http().create(session, CREATIVES, {})],
      ['patch', true, () => http().patch(session, GROUP, { status: 'PAUSED' })],
      ['remove', true, () => http().remove(session, GROUP)],
    ];
    const genuine = JSON.stringify({ elements: [group], metadata: {} });
    const answers = foreignAnswers(genuine).filter(({ status }) => status !== 204 && status !== 304);
    await fc.assert(
      fc.asyncProperty(
        answers,
        fc.constantFrom(...calls),
        async ({ status, text }, [, leavesDoubt, work]) => {
          vendor.script(() => ({ status, text }));
          expect(await failureOf(work())).toMatchObject({ kind: 'unknown', leavesDoubt });
        },
      ),
      { numRuns: 500 },
    );
  },
);
