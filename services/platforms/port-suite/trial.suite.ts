import { expect } from 'vitest';
import type { DesiredCampaign } from '../../../contracts/platforms/submissions.ts';
import {
  VendorFailure,
  type KnownObjects,
  type CreateWork,
  type Mismatch,
  type PlatformConnection,
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
  readonly record: RecordObject = async ({ key, ...object }) => {
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

  update(desired: DesiredCampaign): Promise<void> {
    return this.connection.update(this.work(desired));
  }

  verify(desired?: DesiredCampaign): Promise<Mismatch[]> {
    return this.connection.verify(this.work(desired));
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
