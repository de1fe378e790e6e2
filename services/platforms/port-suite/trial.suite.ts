import { expect } from 'vitest';
import type { DesiredCampaign } from '../../../contracts/platforms/submissions.ts';
import { foreignIds, isLostCreation } from '../ledger/domain/ownership.ts';
import { differencesBetween, type Drift } from '../ledger/domain/drift.ts';
import { touchesOf } from '../ledger/domain/intent.ts';
import {
  VendorFailure,
  type KnownObjects,
  type CreateWork,
  type PlatformConnection,
  type PruneWork,
  type RecordObject,
  type Session,
  type StopProof,
} from '../port.ts';

export type WireFault =
  | '429'
  | '401'
  | 'refuse'
  | '500-before'
  | '500-after-commit'
  | 'drop-before'
  | 'drop-after-commit'
  | 'delay-after-commit';

/** A platform under test: its connection, switches that make the vendor fail, and the vendor's state. */
export type PlatformHarness = {
  connection: PlatformConnection;
  /** The same settings with an address at which no server listens. */
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
  /** One line for each object of the vendor that is not removed. */
  living(): string[];
  /** Ids of ads that would be shown now, given the states of all above them. */
  serving(): string[];
  /** Changes an object as a person does in the platform's own page, in the vendor's words. */
  byHand(kind: string, externalId: string, set: Readonly<Record<string, unknown>>): Promise<void>;
  /** Lets time go by at the vendor, in milliseconds. */
  pass(ms: number): void;
  /** Gives consent at an authorize URL and returns the parameters of the redirect. */
  consent(url: string): Promise<URLSearchParams>;
  close(): Promise<void>;
};

type LedgerEntry = { kind: string; externalId: string; state: string };

/** One platform under test with a ledger of what it answered; every test begins with a fresh one. */
export class Trial {
  ledger = new Map<string, LedgerEntry>();
  #harness: PlatformHarness | undefined;
  readonly #start: () => Promise<PlatformHarness>;

  constructor(start: () => Promise<PlatformHarness>) {
    this.#start = start;
  }

  get harness(): PlatformHarness {
    if (this.#harness === undefined) throw new Error('the platform was not started');
    return this.#harness;
  }

  get connection(): PlatformConnection {
    return this.harness.connection;
  }

  get desired(): DesiredCampaign {
    return this.harness.desired;
  }

  get session(): Session {
    return this.harness.session;
  }

  async restart(): Promise<void> {
    await this.stop();
    this.#harness = await this.#start();
    this.ledger = new Map();
  }

  async stop(): Promise<void> {
    await this.#harness?.close();
    this.#harness = undefined;
  }

  /** Stores what the ledger would store. */
  readonly record: RecordObject = async ({ key, kind: ofKind, externalId: id, state: is }) => {
    const object = { kind: ofKind, externalId: id, state: is };
    for (const [other, { kind, externalId, state }] of this.ledger)
      if (other !== key && state !== 'removed' && kind === object.kind && externalId === object.externalId)
        this.ledger.delete(other);
    this.ledger.set(key, object);
  };

  known(): KnownObjects {
    return new Map([...this.ledger].filter(([, { state }]) => state !== 'removed'));
  }

  work(desired: DesiredCampaign = this.desired): CreateWork {
    return { session: this.session, desired, marker: 'op-7f3a', known: this.known(), record: this.record };
  }

  create(desired?: DesiredCampaign): Promise<void> {
    return this.connection.create(this.work(desired));
  }

  /** The work of an update that may touch everything, or what `applied` and `desired` do not share. */
  updateWork(desired: DesiredCampaign, applied?: DesiredCampaign): PruneWork {
    const work = this.work(desired);
    const share = (campaign: DesiredCampaign) => this.connection.share(campaign, work.marker);
    const intent = {
      applied: applied === undefined ? null : share(applied),
      wanted: share(desired),
      overwrite: new Set<string>(),
    };
    return {
      ...work,
      touches: touchesOf(intent, []),
      guard: () => undefined,
      write: (_fields, call) => call(),
      evict: [],
      isTwin: () => false,
      isFirst: true,
    };
  }

  /** Changes and makes; what is no longer wanted is still there. */
  change(desired: DesiredCampaign, applied?: DesiredCampaign): Promise<void> {
    return this.connection.update(this.updateWork(desired, applied));
  }

  /** Ids of what is there and not ours. */
  async foreign(): Promise<ReadonlySet<string>> {
    const found = await this.connection.read(this.work());
    return new Set(foreignIds(found?.objects ?? [], this.known()));
  }

  /** Stores what a call has made whose answer was lost, as the ledger does. */
  async adoptLost(desired: DesiredCampaign, before: ReadonlySet<string>): Promise<void> {
    for (const object of await this.connection.find(this.work(desired))) {
      const evidence = { ledger: this.known(), isAnswerLost: true, before };
      if (isLostCreation(object, evidence) && !this.known().has(object.key)) await this.record(object);
    }
  }

  /** Removes what is no longer wanted. */
  prune(desired: DesiredCampaign, applied?: DesiredCampaign): Promise<void> {
    return this.connection.prune(this.updateWork(desired, applied));
  }

  async update(desired: DesiredCampaign, applied?: DesiredCampaign): Promise<void> {
    await this.change(desired, applied);
    await this.prune(desired, applied);
  }

  /** What the platform holds beside the desired campaign; whether it serves does not count. */
  async verify(desired: DesiredCampaign = this.desired): Promise<Drift[]> {
    const differences = await this.drift(desired);
    return differences.filter(({ field }) => field !== 'status');
  }

  /** Every difference from the desired campaign. */
  async drift(desired: DesiredCampaign = this.desired): Promise<Drift[]> {
    const work = this.work(desired);
    const found = await this.connection.read(work);
    if (found === null) throw new Error('the campaign is gone');
    return differencesBetween(this.connection.share(desired, work.marker), found, work.known);
  }

  activate(intend: (key: string) => Promise<void> = () => Promise.resolve()): Promise<void> {
    return this.connection.activate({ ...this.work(), intend });
  }

  pause(): Promise<StopProof> {
    return this.connection.pause(this.work());
  }

  remove(known: KnownObjects = this.known()): Promise<void> {
    return this.connection.remove({ ...this.work(), known });
  }
}

/** The VendorFailure that `work` throws; the test fails when it throws something else or nothing. */
export async function failureOf(work: Promise<unknown>): Promise<VendorFailure> {
  const error: unknown = await work.then(
    () => new Error('nothing was thrown'),
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(VendorFailure);
  return error as VendorFailure;
}
