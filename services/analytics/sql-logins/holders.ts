import type { Logger } from 'moleculer';
import { standingContracts } from '../../../contracts/auth/standing.ts';
import { allowedTo } from '../../../contracts/permissions.ts';
import { SECOND_MS, type Clock } from '../../../lib/time.ts';
import type { Call } from '../../../mixins/call.ts';
import { inOrganization } from '../../../storage/scope.ts';
import type { SqlLoginRow, SqlLoginStore } from './store.ts';
import type { SqlLoginWatch } from './watch.ts';

/** The most logins whose holders are asked about at one look; the others are the first of the next. */
const MOST = 500;

/** In the name of this service, for an organisation. */
type CallFor = (organizationId: string) => Call;
type Parts = { logins: SqlLoginStore; watch: SqlLoginWatch; clock: Clock };

/**
 * Ends SQL logins whose holder may not make one any more: who was removed, or got a lesser role, knows a password that opens the
 * organisation's figures. Auth is asked how it is, every few seconds; nothing rests on news that may be lost. While auth does not
 * answer, nothing is ended.
 */
export class SqlLoginHolders {
  readonly #parts: Parts;
  readonly #everySeconds: number;
  #timer: NodeJS.Timeout | undefined;
  #work: Promise<void> | undefined;
  #isFailing = false;

  constructor(parts: Parts, { holderSeconds }: { holderSeconds: number }) {
    this.#parts = parts;
    this.#everySeconds = holderSeconds;
  }

  start(callFor: CallFor, logger: Logger): void {
    const look = () => {
      this.#work ??= this.#look(callFor, logger).finally(() => (this.#work = undefined));
    };
    this.#timer = setInterval(look, this.#everySeconds * SECOND_MS).unref();
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.#work;
  }

  /** It never throws: an organisation that could not be asked about has its turn again. */
  async #look(callFor: CallFor, logger: Logger): Promise<void> {
    const failures: unknown[] = [];
    const note = (error: unknown) => void failures.push(error);
    const due = await this.#parts.logins.toAsk(this.#everySeconds, MOST).catch(note);
    for (const organizationId of due ?? [])
      await inOrganization(organizationId, () => this.#endOf(organizationId, callFor(organizationId))).catch(
        note,
      );
    if (failures.length > 0 && !this.#isFailing)
      logger.error({ err: failures[0] }, 'holders of SQL logins are not asked about');
    this.#isFailing = failures.length > 0;
  }

  async #endOf(organizationId: string, call: Call): Promise<void> {
    const { logins, watch, clock } = this.#parts;
    const living = await logins.living(organizationId, clock());
    const userIds = [...new Set(living.map(({ holder }) => holder))];
    if (userIds.length === 0) return;
    const { members } = await call(standingContracts.memberRoles, { userIds });
    const ended = living.filter((login) => !mayHold(login, members));
    for (const { id } of ended) await logins.endOfHolder(organizationId, id, clock());
    if (ended.length > 0) await watch.look();
  }
}

type Members = readonly { userId: string; role: Parameters<typeof allowedTo>[0]; joinedAt: string }[];

/** Whoever was removed and joined again has no login from before. */
export function mayHold({ holder, rotatedAt }: Pick<SqlLoginRow, 'holder' | 'rotatedAt'>, members: Members) {
  const member = members.find(({ userId }) => userId === holder);
  return (
    member !== undefined &&
    allowedTo(member.role, 'sql-logins:manage') &&
    Date.parse(member.joinedAt) <= rotatedAt.getTime()
  );
}
