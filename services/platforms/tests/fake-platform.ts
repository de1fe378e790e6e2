import type { DesiredCampaign } from '../../../contracts/platforms/submissions.ts';
import type { Clock } from '../../../lib/time.ts';
import {
  VendorFailure,
  type FailureKind,
  type FoundObject,
  type CreateWork,
  type FoundShare,
  type KnownObjects,
  type PlatformConnection,
  type SearchWork,
  type Session,
} from '../port.ts';
import type { FoundDelivery } from '../port-delivery.ts';

const noTokens = () =>
  Promise.reject(new VendorFailure('signed-out', 'NO_OAUTH', 'the fake gives no tokens'));

type FakeObject = Pick<FoundObject, 'key' | 'kind' | 'externalId' | 'state'> & {
  marker: string;
  visibleAt: number;
  account: string;
};
const QUIET_MS = 180_000;

const NOTHING_MEASURED = {
  levels: [],
  calendar: () => 'UTC',
  searchTerms: null,
  changes: null,
  figures: () => Promise.resolve([]),
};

/**
 * The least helpful ad platform that the port allows: names are not unique, so an object that is sent twice exists
 * twice; new objects appear late in searches; the adapter creates without searching. Only the protocol prevents
 * duplicates here.
 */
export class FakePlatform {
  readonly objects: FakeObject[] = [];
  /** Called at every boundary of a vendor call; a test throws or waits in it. */
  boundary: (where: string) => Promise<void> = async () => undefined;
  /** The kind of failure with which the answer to the next write is lost; the write is made. */
  loseNextAnswer: FailureKind | null = null;
  /** The next write is made only after this long, although its answer is lost at once. */
  commitLateMs: number | null = null;
  refuseNextWrite: FailureKind | null = null;
  mismatch = false;
  searchLagMs = 170_000;
  #ids = 0;
  #late: { at: number; commit: () => void }[] = [];
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Objects that exist and are not removed. */
  living(): FakeObject[] {
    this.#settle();
    return this.objects;
  }

  serving(): FakeObject[] {
    return this.living().filter(({ state }) => state === 'active');
  }

  connection(): PlatformConnection {
    return {
      platform: 'linkedin-ads',
      ...NOTHING_MEASURED,
      quietPeriodMs: QUIET_MS,
      updateQuietPeriodMs: QUIET_MS,
      emptySearchesBeforeRecreate: 2,
      check: () => [],
      plan: planOf,
      find: (work) => this.#find(work),
      create: (work) => this.#make(work),
      update: (work) => this.#make(work),
      prune: () => Promise.resolve(),
      share: (desired) =>
        planOf(desired).map(({ key, kind }) => ({
          ...{ key, kind, name: key, path: '', value: key },
          fields: kind === 'campaign' ? { name: desired.name } : {},
        })),
      read: ({ desired, known }) => Promise.resolve(this.#read(desired, known)),
      activate: async ({ session, known, record, intend }) => {
        for (const [key, object] of known) {
          await intend(key);
          await this.#change(session, object.externalId, 'active');
          await record({ key, ...object, state: 'active' });
        }
      },
      pause: async ({ session, known, record }) => {
        for (const [key, object] of [...known].reverse()) {
          await this.#change(session, object.externalId, 'paused');
          await record({ key, ...object, state: 'paused' });
        }
        return 'stopped';
      },
      remove: async ({ session, known, record }) => {
        for (const [key, object] of known) {
          await this.#write(session, () => void this.#drop(object.externalId));
          await record({ key, ...object, state: 'removed' });
        }
      },
      confirmGone: async (_session, { externalId }) =>
        !this.living().some((object) => object.externalId === externalId),
      delivery: async ({ objects }) => objects.map((one) => this.#delivery(one.kind, one.externalId)),
      authorizeUrl: () => 'https://fake.example/consent',
      exchange: noTokens,
      refresh: noTokens,
      revoke: noTokens,
      accounts: noTokens,
      accountState: async () => ({ access: 'full', hold: null }),
    };
  }

  /** What can serve, and nothing of what people have set. */
  #delivery(kind: string, externalId: string): FoundDelivery {
    const object = this.living().find((one) => one.externalId === externalId);
    const state = object?.state === 'active' ? 'serving' : 'not_serving';
    const found = { kind, externalId, name: object?.key ?? null, reasons: [], policyTopics: [] };
    const switched = { enabled: null, beginsOn: null };
    return { ...found, ...switched, state: object === undefined ? 'unknown' : state };
  }

  #read({ name }: DesiredCampaign, known: KnownObjects): FoundShare {
    const ids = new Set([...known.values()].map(({ externalId }) => externalId));
    const objects = this.living()
      .filter(({ externalId }) => ids.has(externalId))
      .map(({ key, kind, externalId, state }) => ({
        ...{ key, kind, externalId, name: key, value: key, parent: null, list: '', expressible: true },
        ...{ parentId: null, isMarked: true, isNew: state === 'created' },
        status: state === 'active' ? ('active' as const) : ('paused' as const),
        fields: kind === 'campaign' ? { name: this.mismatch ? 'another' : name } : {},
      }));
    return { objects, startsBy: '' };
  }

  async #find({ session, marker }: SearchWork): Promise<FoundObject[]> {
    await session.accessToken();
    await this.boundary('find sent');
    const now = this.#clock().getTime();
    const found = this.living().filter(
      (object) => object.account === session.account && object.marker === marker && object.visibleAt <= now,
    );
    await this.boundary('find answered');
    return found.map(({ key, kind, externalId, state }) => ({
      ...{ key, kind, externalId, state, parentId: null, isMarked: true, isAsMade: state === 'created' },
    }));
  }

  async #make({ session, desired, marker, known, record }: CreateWork): Promise<void> {
    const { account } = session;
    for (const { key, kind } of planOf(desired)) {
      if (known.has(key)) continue;
      const externalId = String((this.#ids += 1));
      const visibleAt = this.#clock().getTime() + this.searchLagMs;
      const object: FakeObject = { key, kind, externalId, state: 'created', marker, visibleAt, account };
      await this.#write(session, () => void this.objects.push(object));
      await record({ key, kind, externalId, state: 'created' });
    }
  }

  async #change(session: Session, externalId: string, state: 'active' | 'paused'): Promise<void> {
    await this.#write(session, () => {
      const object = this.objects.find((one) => one.externalId === externalId);
      if (object) object.state = state;
    });
  }

  async #write(session: Session, commit: () => void): Promise<void> {
    await session.accessToken();
    await this.boundary('write sent');
    const refused = this.refuseNextWrite;
    this.refuseNextWrite = null;
    if (refused !== null) throw new VendorFailure(refused, 'FAKE_REFUSAL', 'Fake Ads: the name is not nice.');
    const [lost, late] = [this.loseNextAnswer, this.commitLateMs];
    [this.loseNextAnswer, this.commitLateMs] = [null, null];
    if (late !== null) this.#late.push({ at: this.#clock().getTime() + late, commit });
    else commit();
    if (lost !== null || late !== null)
      throw new VendorFailure(lost ?? 'unknown', 'LOST', 'the answer was lost');
    await this.boundary('write answered');
  }

  #drop(externalId: string): void {
    const index = this.objects.findIndex((object) => object.externalId === externalId);
    if (index >= 0) this.objects.splice(index, 1);
  }

  #settle(): void {
    const now = this.#clock().getTime();
    const due = this.#late.filter(({ at }) => at <= now);
    this.#late = this.#late.filter(({ at }) => at > now);
    for (const { commit } of due) commit();
  }
}

function planOf(desired: DesiredCampaign): { key: string; kind: string }[] {
  const groups = desired.adGroups.map(({ name }) => ({ key: `ad-group/${name}`, kind: 'ad-group' }));
  return [{ key: 'campaign', kind: 'campaign' }, ...groups];
}
