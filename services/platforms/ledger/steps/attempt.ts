import type { AccountGate } from '../../connections/account-gate.ts';
import type { PlatformsDeps } from '../../deps.ts';
import { livingObjects, type Op } from '../domain/op.ts';
import {
  VendorFailure,
  type FoundShare,
  type KnownObjects,
  type PlatformConnection,
  type RecordObject,
  type Session,
  type StopWork,
  type Write,
} from '../../port.ts';
import { foreignIds, type Evidence } from '../domain/ownership.ts';
import { inheritsDoubt } from '../domain/protocol.ts';
import { answered, begun, seen, takenBack, type WrittenField } from '../domain/written.ts';
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
  /** What steps have written to what exists since the campaign was last verified. */
  written: readonly WrittenField[];
  /** Makes a call and keeps what it writes; nothing is kept of a campaign that was never verified. */
  write: Write;
  /** Keeps what was read of writes whose answer was lost. */
  saw: (found: FoundShare, known: KnownObjects) => Promise<void>;
  /** What is known of whose the objects are: the ledger, whether an answer is lost, and what was there before. */
  evidence: () => Promise<Evidence>;
  /** Keeps what is there and not ours, once, before the step's first call. */
  seeBefore: (found: FoundShare | null) => Promise<void>;
  /** The work for the platform to pause or remove all objects of the ledger. */
  stopWork: () => Promise<StopWork>;
};

/** Binds an attempt to the ledger, so that every write names the attempt's number. */
export function beginAttempt(
  deps: Pick<PlatformsDeps, 'ledger' | 'limits' | 'clock' | 'settleMs' | 'firstRetryMs' | 'pauseAgainMs'>,
  work: Pick<Attempt, 'op' | 'marker' | 'publication' | 'connection' | 'session' | 'isAsked' | 'account'>,
): Attempt {
  let { seenBefore } = work.publication;
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
    written: work.publication.written,
    write: (fields, call) => writing(attempt, fields, call),
    saw: (found, known) => keep(attempt, seen(attempt.written, found, known)),
    evidence: async () => ({
      ledger: await attempt.known(),
      isAnswerLost: isAnswerLost(attempt),
      before: seenBefore === null ? null : new Set(seenBefore.ids),
    }),
    seeBefore: async (found) => {
      if (seenBefore?.opId === attempt.op.id || isAnswerLost(attempt)) return;
      const ids = foreignIds(found?.objects ?? [], await attempt.known());
      await deps.ledger.saveSeenBefore(attempt.op, ids, deps.clock());
      seenBefore = { opId: attempt.op.id, ids };
    },
    stopWork: async () => ({
      session: work.session,
      known: await attempt.known(),
      record: attempt.record,
    }),
  };
  return attempt;
}

/** Whether an answer of this step, or of one before it, never came. */
const isAnswerLost = ({ op, publication }: Attempt): boolean =>
  op.inDoubtSince !== null || inheritsDoubt(op, publication.neighbours);

async function keep(attempt: Attempt, written: readonly WrittenField[]): Promise<void> {
  if (JSON.stringify(written) === JSON.stringify(attempt.written)) return;
  await attempt.ledger.saveWritten(attempt.op, written, attempt.now());
  attempt.written = written;
}

async function writing<Result>(
  attempt: Attempt,
  fields: Parameters<Write>[0],
  call: () => Promise<Result>,
): Promise<Result> {
  const { op, publication } = attempt;
  if (publication.verified === null) return call();
  await keep(attempt, begun(attempt.written, fields, op.id));
  try {
    const result = await call();
    await keep(attempt, answered(attempt.written, fields, op.id));
    await attempt.mark({ step: attempt.op.step, changed: true });
    return result;
  } catch (error) {
    const didNothing = error instanceof VendorFailure && !error.leavesDoubt;
    if (didNothing) await keep(attempt, takenBack(attempt.written, fields, op.id));
    throw error;
  }
}

/** The objects that exist on the platform, as adapters know them. */
export function knownOf(objects: Parameters<typeof livingObjects>[0]): KnownObjects {
  return new Map(
    livingObjects(objects).map(({ key, kind, externalId, state }) => [key, { kind, externalId, state }]),
  );
}
