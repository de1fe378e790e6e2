import type { AccountGate } from '../../connections/account-gate.ts';
import type { PlatformsDeps } from '../../deps.ts';
import { livingObjects, type Op } from '../domain/op.ts';
import type { KnownObjects, PlatformConnection, RecordObject, Session, StopWork } from '../../port.ts';
import type { Mark } from '../store/ledger-store.ts';
import type { Publication } from '../store/publications.ts';

/** One attempt at a step: what it needs, and the functions through which it writes to the ledger. */
export type Attempt = {
  op: Op;
  /** The publication's marker. */
  marker: string;
  publication: Publication;
  connection: PlatformConnection;
  session: Session;
  /** Whether the platform was asked anything: what it was not asked it has not answered. */
  isAsked: () => boolean;
  /** What the ad account allows. */
  account: AccountGate;
  /** How long a request whose answer was lost may still take effect. */
  settleMs: number;
  /** The wait before objects are made again: updates make objects whose names are not unique. */
  quietPeriodMs: number;
  /** The first wait before an attempt is made again; each further one is twice as long. */
  firstRetryMs: number;
  /** The first wait before a pause is made once more, while an activation may still land. */
  pauseAgainMs: number;
  now: () => Date;
  ledger: PlatformsDeps['ledger'];
  limits: PlatformsDeps['limits'];
  known: () => Promise<KnownObjects>;
  record: RecordObject;
  /**
   * `record` for objects that are being created: the doubt begins anew with each one, because the next may be created
   * without an answer.
   */
  recordCreation: RecordObject;
  mark: (mark: Mark) => Promise<void>;
  /** The work for the platform to pause or remove all objects of the ledger. */
  stopWork: () => Promise<StopWork>;
};

/** Binds an attempt to the ledger, so that every write names the attempt's number. */
export function beginAttempt(
  deps: Pick<PlatformsDeps, 'ledger' | 'limits' | 'clock' | 'settleMs' | 'firstRetryMs' | 'pauseAgainMs'>,
  work: Pick<Attempt, 'op' | 'marker' | 'publication' | 'connection' | 'session' | 'isAsked' | 'account'>,
): Attempt {
  const attempt: Attempt = {
    ...work,
    settleMs: Math.max(deps.settleMs, work.connection.quietPeriodMs),
    quietPeriodMs:
      work.op.kind === 'update' || work.publication.verified !== null
        ? work.connection.updateQuietPeriodMs
        : work.connection.quietPeriodMs,
    firstRetryMs: deps.firstRetryMs,
    pauseAgainMs: deps.pauseAgainMs,
    now: deps.clock,
    ledger: deps.ledger,
    limits: deps.limits,
    known: async () => knownOf(await deps.ledger.objects(attempt.op)),
    record: (object) => deps.ledger.record(attempt.op, object, deps.clock()),
    recordCreation: (object) => deps.ledger.record(attempt.op, { ...object, creating: true }, deps.clock()),
    mark: async (mark) => {
      attempt.op = await deps.ledger.mark(attempt.op, mark, deps.clock());
    },
    stopWork: async () => ({
      session: work.session,
      known: await attempt.known(),
      record: attempt.record,
    }),
  };
  return attempt;
}

/** The objects that exist on the platform, as adapters know them. */
export function knownOf(objects: Parameters<typeof livingObjects>[0]): KnownObjects {
  return new Map(
    livingObjects(objects).map(({ key, kind, externalId, state }) => [key, { kind, externalId, state }]),
  );
}
