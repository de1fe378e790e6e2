import type { PlatformsDeps } from '../../deps.ts';
import { livingObjects, type Op } from '../domain/op.ts';
import type { Known, PlatformConnection, RecordObject, Session, StopWork } from '../../port.ts';
import type { Mark } from '../store/ledger-store.ts';
import type { Publication } from '../store/publications.ts';

/** One attempt at one step: what it works with, and the only ways in which it may write. */
export type Attempt = {
  op: Op;
  /** The publication's marker. */
  marker: string;
  publication: Publication;
  connection: PlatformConnection;
  session: Session;
  /** How long a request whose answer was lost may still take effect. */
  settleMs: number;
  now: () => Date;
  ledger: PlatformsDeps['ledger'];
  known: () => Promise<Known>;
  record: RecordObject;
  /** The same while things are being made: each answer begins the doubt about the next. */
  recordMade: RecordObject;
  mark: (mark: Mark) => Promise<void>;
  /** What the platform needs to pause or remove all that the ledger knows. */
  stopWork: () => Promise<StopWork>;
};

/** Binds an attempt to the ledger: every write carries the op's attempt. */
export function beginAttempt(
  deps: Pick<PlatformsDeps, 'ledger' | 'clock' | 'settleMs'>,
  work: Pick<Attempt, 'op' | 'marker' | 'publication' | 'connection' | 'session'>,
): Attempt {
  const attempt: Attempt = {
    ...work,
    settleMs: Math.max(deps.settleMs, work.connection.quietPeriodMs),
    now: deps.clock,
    ledger: deps.ledger,
    known: async () => knownOf(await deps.ledger.objects(attempt.op)),
    record: (object) => deps.ledger.record(attempt.op, object, deps.clock()),
    recordMade: (object) => deps.ledger.record(attempt.op, { ...object, making: true }, deps.clock()),
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

function knownOf(objects: Parameters<typeof livingObjects>[0]): Known {
  return new Map(livingObjects(objects).map(({ key, kind, externalId }) => [key, { kind, externalId }]));
}
