import { createHash, randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DesiredCampaign } from '../../contracts/platforms/submissions.ts';
import {
  VendorFailure,
  type FailureKind,
  type Known,
  type PlatformConnection,
  type RecordObject,
  type Session,
} from './port.ts';

export type WireFault =
  | '429'
  | '401'
  | 'refuse'
  | '500-before'
  | '500-after-commit'
  | 'drop-before'
  | 'drop-after-commit'
  | 'delay-after-commit';

/** A platform to be tried: its connection, a vendor that can be made to fail, and what that vendor holds. */
export type PlatformHarness = {
  connection: PlatformConnection;
  /** The same settings with an address nobody listens at. */
  unreachable: PlatformConnection;
  session: Session;
  /** Valid on the platform, with two ad groups that it can express. */
  desired: DesiredCampaign;
  /** Arms one fault for the next write after `skip` writes. */
  failWrite(kind: WireFault, skip?: number): void;
  /** Arms one fault for the next read. */
  failRead(kind: WireFault): void;
  /** Writes the vendor has accepted so far. */
  acceptedWrites(): number;
  /** Everything the vendor holds that is not removed: one line an object. */
  living(): string[];
  /** Ids of ads that would be shown now, given the states of all above them. */
  serving(): string[];
  /** Gives consent at an authorize URL and answers with what the redirect carries. */
  consent(url: string): Promise<URLSearchParams>;
  close(): Promise<void>;
};

type Ledger = Map<string, { kind: string; externalId: string; state: string }>;
const MARKER = 'op-7f3a';
const never = (): Promise<void> => Promise.resolve();

/** Every guarantee of `port.ts`, tried against a platform. Called once for each adapter. */
export function describePlatform(name: string, start: () => Promise<PlatformHarness>): void {
  describe(`${name} keeps the platform port's guarantees`, () => {
    let h: PlatformHarness;
    let ledger: Ledger;
    const record: RecordObject = async ({ key, ...object }) => {
      ledger.set(key, object);
    };
    const known = (): Known => new Map([...ledger].filter(([, { state }]) => state !== 'removed'));
    const create = (desired = h.desired) => h.connection.create(h.session, desired, MARKER, known(), record);
    const verify = (desired = h.desired) => h.connection.verify(h.session, desired, MARKER, known());
    const activate = (intend: (key: string) => Promise<void> = never) =>
      h.connection.activate(h.session, known(), record, intend);
    const update = (desired: DesiredCampaign) =>
      h.connection.update(h.session, desired, MARKER, known(), record);
    const failure = async (work: Promise<unknown>): Promise<VendorFailure> => {
      const error: unknown = await work.then(
        () => new Error('nothing was thrown'),
        (thrown: unknown) => thrown,
      );
      expect(error).toBeInstanceOf(VendorFailure);
      return error as VendorFailure;
    };

    beforeEach(async () => {
      h = await start();
      ledger = new Map();
    });
    afterEach(() => h.close());

    describe('create', () => {
      it('finds its own example without errors', () => {
        const errors = h.connection.check(h.desired).filter(({ severity }) => severity === 'error');
        expect(errors).toEqual([]);
      });

      it('plans the same distinct keys each time, parents before children, and makes exactly these', async () => {
        const planned = h.connection.plan(h.desired);
        expect(h.connection.plan(structuredClone(h.desired))).toEqual(planned);
        const keys = planned.map(({ key }) => key);
        expect(new Set(keys).size).toBe(keys.length);
        for (const key of keys.filter((one) => /\/(ad|keyword)\//.test(one)))
          expect(keys.indexOf(key.replace(/\/(ad|keyword)\/.*/, ''))).toBeLessThan(keys.indexOf(key));
        await create();
        expect([...ledger.keys()]).toEqual(keys);
        expect(h.living()).toHaveLength(keys.length);
      });

      it('verifies without a mismatch, and nothing serves', async () => {
        await create();
        expect(await verify()).toEqual([]);
        expect(h.serving()).toEqual([]);
        expect([...ledger.values()].every(({ state }) => state === 'created')).toBe(true);
      });

      it('makes nothing new when it is repeated with what is known', async () => {
        await create();
        const writes = h.acceptedWrites();
        await create();
        expect(h.acceptedWrites()).toBe(writes);
      });

      it('makes nothing new when it is repeated although the ledger knows nothing', async () => {
        await create();
        const first = new Map(ledger);
        const living = h.living();
        ledger.clear();
        await create();
        expect(h.living()).toEqual(living);
        expect(new Map(ledger)).toEqual(first);
      });

      it('continues where a crash between answer and record left it', async () => {
        const writes: string[] = [];
        const crash = async (): Promise<void> => {
          await h.connection.create(h.session, h.desired, MARKER, known(), async (object) => {
            if (writes.length === 1) throw new Error('killed');
            writes.push(object.key);
            await record(object);
          });
        };
        await expect(crash()).rejects.toThrow('killed');
        await create();
        expect(h.living()).toHaveLength(h.connection.plan(h.desired).length);
        expect(await verify()).toEqual([]);
      });

      it('refuses a campaign in another currency than the account before it sends anything', async () => {
        const other = { ...h.desired, currency: h.session.currency === 'USD' ? 'EUR' : 'USD' };
        expect(await failure(create(other))).toMatchObject({ kind: 'rejected', code: 'CURRENCY_MISMATCH' });
        expect(h.acceptedWrites()).toBe(0);
      });

      it('finds by the marker what it made, and nothing under another marker', async () => {
        await create();
        const found = await h.connection.find(h.session, h.desired, MARKER);
        expect(new Map(found.map(({ key, externalId }) => [key, externalId]))).toEqual(
          new Map([...ledger].map(([key, { externalId }]) => [key, externalId])),
        );
        expect(found.every(({ state }) => state === 'created')).toBe(true);
        expect(await h.connection.find(h.session, h.desired, 'op-0000')).toEqual([]);
      });
    });

    describe('failures', () => {
      const lost: [WireFault, FailureKind][] = [
        ['drop-after-commit', 'unknown'],
        ['500-after-commit', 'unknown'],
        ['delay-after-commit', 'unknown'],
        ['drop-before', 'unknown'],
        ['500-before', 'unknown'],
      ];
      it.each(lost)(
        'calls a write with %s %s, and a repeat makes each object once',
        async (kind, expected) => {
          h.failWrite(kind);
          expect((await failure(create())).kind).toBe(expected);
          await create();
          expect(h.living()).toHaveLength(h.connection.plan(h.desired).length);
          expect(await verify()).toEqual([]);
          expect(h.serving()).toEqual([]);
        },
      );

      it('makes each object once whichever write of a create loses its answer', async () => {
        await create();
        const writes = h.acceptedWrites();
        for (let skip = 0; skip < writes; skip += 1) {
          await h.close();
          h = await start();
          ledger.clear();
          h.failWrite('drop-after-commit', skip);
          expect((await failure(create())).kind).toBe('unknown');
          await create();
          expect(h.living()).toHaveLength(h.connection.plan(h.desired).length);
        }
      });

      it('calls a refused connection unavailable', async () => {
        const work = h.unreachable.create(h.session, h.desired, MARKER, new Map(), record);
        expect((await failure(work)).kind).toBe('unavailable');
      });

      it('calls a 5xx or a lost connection on a read unavailable', async () => {
        for (const kind of ['500-before', 'drop-before'] as const) {
          h.failRead(kind);
          expect((await failure(h.connection.find(h.session, h.desired, MARKER))).kind).toBe('unavailable');
        }
      });

      it('calls 429 rate-limited, 401 auth and a refusal rejected with a sentence for people', async () => {
        h.failWrite('429');
        expect((await failure(create())).kind).toBe('rate-limited');
        h.failWrite('401');
        expect((await failure(create())).kind).toBe('auth');
        h.failWrite('refuse');
        const refused = await failure(create());
        expect(refused.kind).toBe('rejected');
        expect(refused.message).toMatch(/^(Google|LinkedIn) Ads: \S+ \S+/);
        expect(h.living()).toEqual([]);
      });

      it('sends nothing once the work is called off', async () => {
        const session = { ...h.session, signal: AbortSignal.abort() };
        const work = h.connection.create(session, h.desired, MARKER, new Map(), record);
        expect((await failure(work)).kind).toBe('unavailable');
        expect(h.acceptedWrites()).toBe(0);
      });

      it('never shows the access token in a failure', async () => {
        const token = await h.session.accessToken();
        for (const kind of ['401', 'refuse', 'drop-after-commit'] as const) {
          h.failWrite(kind);
          const { message, code, cause } = await failure(create());
          expect(`${message} ${code} ${String(cause)}`).not.toContain(token);
          ledger.clear();
          if (kind === 'drop-after-commit') break;
        }
      });
    });

    describe('serving', () => {
      it('shows no ad before the intent to activate it, and every ad at the end', async () => {
        await create();
        const intended: string[] = [];
        await activate(async (key) => {
          const ads = intended.filter((one) => one.includes('/ad/'));
          expect(h.serving().length).toBeLessThanOrEqual(ads.length);
          intended.push(key);
        });
        const active = [...ledger].filter(([, { state }]) => state === 'active').map(([key]) => key);
        expect(intended.sort()).toEqual(active.sort());
        expect(h.serving()).toHaveLength([...ledger.keys()].filter((key) => key.includes('/ad/')).length);
        expect(await verify()).toEqual([]);
      });

      it('activates nothing that an intent refuses', async () => {
        await create();
        const halt = new Error('halted');
        await expect(activate(() => Promise.reject(halt))).rejects.toBe(halt);
        expect(h.serving()).toEqual([]);
        expect([...ledger.values()].some(({ state }) => state === 'active')).toBe(false);
      });

      it('does not serve whole when the last intent is refused', async () => {
        await create();
        let intents = 0;
        await activate(async () => void (intents += 1));
        const whole = h.serving().length;
        await h.close();
        h = await start();
        ledger.clear();
        await create();
        const refuseLast = async (): Promise<void> => {
          intents -= 1;
          if (intents === 0) throw new Error('halted');
        };
        await expect(activate(refuseLast)).rejects.toThrow('halted');
        expect(h.serving().length).toBeLessThan(whole);
      });

      it('activates again without harm after a lost answer', async () => {
        await create();
        h.failWrite('drop-after-commit');
        expect((await failure(activate())).kind).toBe('unknown');
        await activate();
        expect(h.serving().length).toBeGreaterThan(0);
        expect(await verify()).toEqual([]);
      });

      it('pauses with proof, may pause again, and resumes', async () => {
        await create();
        await activate();
        const served = h.serving();
        await h.connection.pause(h.session, known(), record);
        expect(h.serving()).toEqual([]);
        expect(ledger.get('campaign')?.state).toBe('paused');
        await h.connection.pause(h.session, known(), record);
        await activate();
        expect(h.serving()).toEqual(served);
      });

      it('pauses a campaign that was activated only in part', async () => {
        await create();
        const writes = h.acceptedWrites();
        h.failWrite('500-after-commit', 1);
        await failure(activate());
        expect(h.acceptedWrites()).toBeGreaterThan(writes);
        await h.connection.pause(h.session, known(), record);
        expect(h.serving()).toEqual([]);
      });
    });

    describe('update', () => {
      const raised = (): DesiredCampaign => ({ ...h.desired, dailyMicros: h.desired.dailyMicros * 2 });

      it('sends nothing when nothing differs', async () => {
        await create();
        await activate();
        const writes = h.acceptedWrites();
        await update(h.desired);
        expect(h.acceptedWrites()).toBe(writes);
      });

      it('changes budget, name and dates in place and keeps every id', async () => {
        await create();
        const before = new Map(ledger);
        const changed = {
          ...raised(),
          name: 'Another name',
          schedule: { startDate: h.desired.schedule.startDate },
        };
        expect((await verify(changed)).length).toBeGreaterThan(0);
        await update(changed);
        expect(await verify(changed)).toEqual([]);
        expect(new Map(ledger)).toEqual(before);
      });

      it('replaces an edited ad, keeps the others, and what is new does not serve before it is activated', async () => {
        await create();
        await activate();
        const before = new Map(ledger);
        const served = h.serving();
        const changed = withEditedAd(h.desired);
        await update(changed);
        expect(await verify(changed)).toEqual([]);
        expect(h.serving()).toHaveLength(served.length - 1);
        await activate();
        expect(h.serving()).toHaveLength(served.length);
        const kept = [...before].filter(([key]) => ledger.get(key)?.state !== 'removed');
        expect(kept).toHaveLength(before.size - 1);
        for (const [key, { externalId }] of kept) expect(ledger.get(key)?.externalId).toBe(externalId);
      });

      it('removes an ad group that is gone, adds one that is new, and the money still adds up', async () => {
        await create();
        const [first, second] = h.desired.adGroups;
        if (first === undefined || second === undefined) throw new Error('the example needs two ad groups');
        const changed = { ...h.desired, adGroups: [first, { ...second, name: 'A third group' }] };
        await update(changed);
        expect(await verify(changed)).toEqual([]);
        expect(h.living()).toHaveLength(h.connection.plan(changed).length);
      });

      it('follows a change of the declaration in place', async () => {
        await create();
        const before = new Map(ledger);
        const changed = { ...h.desired, declarations: { euPoliticalAdvertising: true } };
        await update(changed);
        expect(await verify(changed)).toEqual([]);
        expect(new Map(ledger)).toEqual(before);
      });

      it('makes again what somebody removed on the platform', async () => {
        await create();
        const [first, second] = h.desired.adGroups;
        if (first === undefined || second === undefined) throw new Error('the example needs two ad groups');
        const behindOurBack = new Map(ledger);
        await h.connection.update(h.session, { ...h.desired, adGroups: [first] }, MARKER, known(), record);
        ledger = behindOurBack;
        expect((await verify()).length).toBeGreaterThan(0);
        await update(h.desired);
        expect(await verify()).toEqual([]);
      });

      it('ends in the desired campaign whichever write loses its answer', async () => {
        await create();
        const changed = {
          ...withEditedAd(raised()),
          targeting: { ...h.desired.targeting, locations: ['FR'] },
        };
        for (let skip = 0; skip < 12; skip += 1) {
          await h.close();
          h = await start();
          ledger.clear();
          await create();
          h.failWrite('drop-after-commit', skip);
          const outcome = await update(changed).then(
            () => 'done',
            (error: unknown) => (error as VendorFailure).kind,
          );
          if (outcome === 'unknown') await update(changed);
          expect(await verify(changed)).toEqual([]);
          expect(h.living()).toHaveLength(h.connection.plan(changed).length);
          if (outcome === 'done') break;
        }
      });

      it('says not-found when the campaign is gone', async () => {
        await create();
        const gone = known();
        await h.connection.remove(h.session, gone, record);
        const work = h.connection.update(h.session, raised(), MARKER, gone, record);
        expect((await failure(work)).kind).toBe('not-found');
      });
    });

    describe('remove', () => {
      it('removes everything by id, also twice, and the name is free again', async () => {
        await create();
        const all = known();
        await h.connection.remove(h.session, all, record);
        expect(h.living()).toEqual([]);
        expect([...ledger.values()].every(({ state }) => state === 'removed')).toBe(true);
        await h.connection.remove(h.session, all, record);
        ledger.clear();
        await create();
        expect(await verify()).toEqual([]);
      });

      it('stops and removes a campaign that serves', async () => {
        await create();
        await activate();
        await h.connection.remove(h.session, known(), record);
        expect(h.serving()).toEqual([]);
        expect([...ledger.values()].every(({ state }) => state === 'removed')).toBe(true);
      });

      it('verify says so when the campaign is gone', async () => {
        await create();
        const all = known();
        await h.connection.remove(h.session, all, record);
        const mismatches = await h.connection.verify(h.session, h.desired, MARKER, all);
        expect(mismatches.map(({ path }) => path)).toContain('campaign');
      });
    });

    describe('OAuth', () => {
      const redirectUri = 'http://localhost:3000/callback';

      it('connects with state and PKCE, refreshes, and lists the accounts', async () => {
        const codeVerifier = randomBytes(32).toString('base64url');
        const codeChallenge = createHash('sha256').update(codeVerifier).digest('base64url');
        const url = h.connection.authorizeUrl({ state: 'st-1', codeChallenge, redirectUri });
        expect(url).toContain('code_challenge_method=S256');
        const back = await h.consent(url);
        expect(back.get('state')).toBe('st-1');
        const code = back.get('code') ?? '';
        const grant = await h.connection.exchange({ code, codeVerifier, redirectUri });
        expect(grant.expiresAt.getTime()).toBeGreaterThan(Date.now());
        expect(grant.refreshToken).not.toBeNull();
        const fresh = await h.connection.refresh(grant.refreshToken ?? '');
        const accounts = await h.connection.accounts(fresh.accessToken);
        expect(accounts).toContainEqual(
          expect.objectContaining({ externalId: h.session.account, currency: h.session.currency }),
        );
      });

      it('calls a code without its verifier, and a refresh token nobody gave, auth', async () => {
        const codeChallenge = createHash('sha256').update('one').digest('base64url');
        const back = await h.consent(h.connection.authorizeUrl({ state: 's', codeChallenge, redirectUri }));
        const code = back.get('code') ?? '';
        const wrong = h.connection.exchange({ code, codeVerifier: 'another', redirectUri });
        expect((await failure(wrong)).kind).toBe('auth');
        expect((await failure(h.connection.refresh('nobody-gave-this'))).kind).toBe('auth');
        expect((await failure(h.connection.accounts('no-such-token'))).kind).toBe('auth');
      });

      it('calls a token endpoint that nobody listens at unavailable', async () => {
        expect((await failure(h.unreachable.refresh('any'))).kind).toBe('unavailable');
      });
    });
  });
}

/** The same campaign with the text of the first ad of each format changed. */
function withEditedAd(desired: DesiredCampaign): DesiredCampaign {
  const changed = structuredClone(desired);
  const ads = changed.adGroups[0]?.ads ?? [];
  const search = ads.find((ad) => ad.format === 'responsive_search');
  if (search !== undefined) search.headlines[0] = { text: 'An edited headline' };
  const text = ads.find((ad) => ad.format === 'text_ad');
  if (text !== undefined) text.headline = 'An edited headline';
  return changed;
}
