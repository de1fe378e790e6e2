import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { foreignAnswers } from '../fixtures/foreign-answers.ts';
import { startScriptedVendor } from '../fixtures/scripted-vendor.ts';
import type { VendorFailure } from '../port.ts';
import { googleAdsHttp, type MutateOperation } from './http.ts';

let vendor: Awaited<ReturnType<typeof startScriptedVendor>>;
beforeAll(async () => {
  vendor = await startScriptedVendor(() => ({ status: 500, text: '' }));
});
afterAll(() => vendor.close());

const http = () =>
  googleAdsHttp(
    {
      apiUrl: vendor.url,
      apiVersion: 'v26',
      authorizeUrl: '',
      tokenUrl: '',
      revokeUrl: '',
      clientId: '',
      clientSecret: '',
      timeoutMs: 1_000,
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
const mutate = () => http().mutate(session, [{ campaignOperation: { remove: 'customers/1/campaigns/7' } }]);
const search = () => http().search(session, 'SELECT campaign.id FROM campaign');
const answering = (body: unknown) => vendor.script(() => ({ status: 200, text: JSON.stringify(body) }));
const failureOf = (work: Promise<unknown>): Promise<VendorFailure> =>
  work.then(
    () => expect.unreachable('it should fail'),
    (error: unknown) => error as VendorFailure,
  );
const chunk = (...results: object[]) => ({ fieldMask: 'campaign.id', results });

it('a search gives the rows of all chunks, and none only when Google says so', async () => {
  answering([chunk({ campaign: { id: '1' } }), chunk({ campaign: { id: '2' } })]);
  expect(await search()).toHaveLength(2);
  answering([{ fieldMask: 'campaign.id', requestId: 'r' }]);
  expect(await search()).toEqual([]);
});

it.each([
  ['nothing', []],
  ['a chunk without its mask', [{ requestId: 'r' }]],
  ['rows that are no list', [{ fieldMask: 'campaign.id', results: {} }]],
  ['a row that is none', [{ fieldMask: 'campaign.id', results: [null] }]],
  ['a second chunk that is foreign', [chunk(), { message: 'please sign in' }]],
])('a search that is answered with %s is unknown, not empty', async (_what, body) => {
  answering(body);
  expect(await failureOf(search())).toMatchObject({ kind: 'unknown', leavesDoubt: false });
});

it.each([
  ['no names', {}],
  ['too few', { mutateOperationResponses: [] }],
  [
    'a name of another account',
    { mutateOperationResponses: [{ campaignResult: { resourceName: 'customers/2/campaigns/7' } }] },
  ],
  ['a result without a name', { mutateOperationResponses: [{ campaignResult: null }] }],
])('a mutate that is answered with %s may have taken effect', async (_what, body) => {
  answering(body);
  expect(await failureOf(mutate())).toMatchObject({ kind: 'unknown', leavesDoubt: true });
});

describe('an object that Google calls gone', () => {
  const gone = (index: number | null) => ({
    error: {
      code: 400,
      status: 'INVALID_ARGUMENT',
      message: 'Request contains an invalid argument.',
      details: [
        {
          errors: [
            {
              errorCode: { mutateError: 'RESOURCE_NOT_FOUND' },
              message: 'Resource was not found.',
              ...(index === null
                ? {}
                : { location: { fieldPathElements: [{ fieldName: 'mutate_operations', index }] } }),
            },
          ],
        },
      ],
    },
  });
  const refuse = (index: number | null, ...listed: string[]) =>
    vendor.script(({ url }, _count, body) => {
      if (!url.endsWith(':searchStream')) return { status: 400, text: JSON.stringify(gone(index)) };
      const rows = listed
        .filter((name) => body.includes(`'${name}'`))
        .map((resourceName) => ({ campaign: { resourceName } }));
      return { status: 200, text: JSON.stringify([chunk(...rows)]) };
    });
  const changes: MutateOperation[] = [
    { campaignOperation: { remove: 'customers/1/campaigns/7' } },
    { adGroupOperation: { update: { resourceName: 'customers/1/adGroups/8' } } },
    { adGroupAdOperation: { create: { adGroup: 'customers/1/adGroups/9' } } },
    { campaignOperation: { create: { campaignBudget: 'customers/1/campaignBudgets/-1' } } },
  ];
  const kindAt = async (index: number | null, ...listed: string[]) => {
    refuse(index, ...listed);
    const { kind, leavesDoubt } = await failureOf(http().mutate(session, changes));
    expect(leavesDoubt).toBe(false);
    return kind;
  };

  it('is gone only when a search does not list what the operation names', async () => {
    expect(await kindAt(0, 'customers/1/adGroups/8')).toBe('gone');
    expect(await kindAt(1, 'customers/1/campaigns/7')).toBe('gone');
    expect(await kindAt(2)).toBe('gone');
  });

  it('is unknown, without a doubt, when the search lists it', async () => {
    expect(await kindAt(0, 'customers/1/campaigns/7')).toBe('unknown');
    expect(await kindAt(1, 'customers/1/adGroups/8')).toBe('unknown');
    expect(await kindAt(2, 'customers/1/adGroups/9')).toBe('unknown');
  });

  it('is a refusal when Google does not say which object it means', async () => {
    expect(await kindAt(null)).toBe('refused');
    expect(await kindAt(3)).toBe('refused');
  });

  it('is unknown when the search gets no answer of Google', async () => {
    vendor.script(({ url }) =>
      url.endsWith(':searchStream')
        ? { status: 200, text: '[]' }
        : { status: 400, text: JSON.stringify(gone(0)) },
    );
    expect(await failureOf(mutate())).toMatchObject({
      kind: 'unknown',
      code: 'ANSWER_UNREADABLE',
      leavesDoubt: false,
    });
  });
});

it('customers are none only when Google says so', async () => {
  answering({});
  expect(await http().accessibleCustomers({ accessToken: 'token', developerToken: null })).toEqual([]);
  answering({ login: 'https://guest.example' });
  expect(
    (await failureOf(http().accessibleCustomers({ accessToken: 'token', developerToken: null }))).kind,
  ).toBe('unknown');
});

it(
  'whatever is no answer of Google is unknown to every call, also with status 200',
  { timeout: 30_000 },
  async () => {
    const genuine = JSON.stringify([chunk({ campaign: { id: '1' } })]);
    const answers = foreignAnswers(genuine).filter(({ status }) => status !== 204 && status !== 304);
    const calls: [boolean, () => Promise<unknown>][] = [
      [true, mutate],
      [false, search],
    ];
    await fc.assert(
      fc.asyncProperty(answers, fc.constantFrom(...calls), async ({ status, text }, [leavesDoubt, work]) => {
        vendor.script(() => ({ status, text }));
        expect(await failureOf(work())).toMatchObject({ kind: 'unknown', leavesDoubt });
      }),
      { numRuns: 500 },
    );
  },
);
