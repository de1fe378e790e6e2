import type { ServerResponse } from 'node:http';
import type { News } from '../../../contracts/analytics/news.ts';
import { refusalOf } from '../../../mixins/door/refuse.ts';
import { PACE, Stream, type Asking, type Pace } from './stream.ts';

const TICK_MS = 500;

/**
 * The event streams of one node, by organisation. A hint that something changed has news read once for all clients that know as
 * much, in the name of one of them: what an organisation's news are does not depend on who of it may read them. Whether a client
 * may still read them is asked for each client, before each telling and every two seconds. There is one timer for all streams.
 */
export class NewsHub {
  readonly #streams = new Map<string, Set<Stream>>();
  readonly #pace: Pace;
  readonly #now: () => number;
  /** Organisations whose streams are being told, and whether they are to be told again. */
  readonly #telling = new Map<string, boolean>();
  #timer: NodeJS.Timeout | undefined;
  #isTicking = false;

  constructor(pace: Pace = PACE, now: () => number = Date.now) {
    this.#pace = pace;
    this.#now = now;
  }

  get count(): number {
    return [...this.#streams.values()].reduce((all, some) => all + some.size, 0);
  }

  /** The most bytes that wait here for one client. */
  get mostWaiting(): number {
    const all = [...this.#streams.values()].flatMap((some) => [...some].map(({ waiting }) => waiting));
    return Math.max(0, ...all);
  }

  /** Follows an organisation's news for a client whose response has begun, from what it knows on. */
  follow(asking: Asking, response: ServerResponse, first: News): void {
    const { organizationId } = asking;
    const stream = new Stream(asking, response, first.last, this.#now());
    const streams = this.#streams.get(organizationId) ?? new Set();
    this.#streams.set(organizationId, streams.add(stream));
    response.once('close', () => this.#forget(organizationId, stream));
    stream.tell(first, this.#now());
    this.#timer ??= setInterval(() => void this.#tick(), TICK_MS).unref();
    if (first.more) this.hint(organizationId);
  }

  /** Something may have changed. */
  hint(organizationId: string): void {
    if (!this.#streams.has(organizationId)) return;
    if (this.#telling.has(organizationId)) {
      this.#telling.set(organizationId, true);
      return;
    }
    this.#telling.set(organizationId, false);
    void this.#tell(organizationId);
  }

  /** Ends all streams; their clients open them again, elsewhere. */
  stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
    for (const streams of this.#streams.values()) for (const stream of streams) stream.end();
  }

  #forget(organizationId: string, stream: Stream): void {
    const streams = this.#streams.get(organizationId);
    streams?.delete(stream);
    if (streams?.size === 0) this.#streams.delete(organizationId);
    if (this.#streams.size > 0) return;
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  async #tell(organizationId: string): Promise<void> {
    const reads = new Map<number, Promise<News>>();
    let more = false;
    for (const stream of [...(this.#streams.get(organizationId) ?? [])]) {
      if (!stream.isTaken || !(await this.#mayRead(stream))) continue;
      const read = reads.get(stream.last) ?? stream.asking.read(stream.last);
      reads.set(stream.last, read);
      const news = await read.catch(() => null); // a node is down for a moment: looked for again later
      if (news === null || !stream.isOpen || !stream.isTaken) continue;
      stream.lookedAt = this.#now();
      if (news.last !== stream.last || news.missed) stream.tell(news, this.#now());
      more ||= news.more;
    }
    const again = this.#telling.get(organizationId) === true || more;
    this.#telling.delete(organizationId);
    if (again) setImmediate(() => this.hint(organizationId));
  }

  /** Ends a stream whose client may not read any more. False, too, while nobody knows. */
  async #mayRead(stream: Stream): Promise<boolean> {
    try {
      await stream.asking.requireSameCaller();
      stream.checkedAt = this.#now();
      return stream.isOpen;
    } catch (error) {
      const refusal = refusalOf(error);
      if (stream.isOpen && [401, 403, 404].includes(refusal.status)) stream.refuse(refusal);
      return false;
    }
  }

  async #tick(): Promise<void> {
    if (this.#isTicking) return;
    this.#isTicking = true;
    try {
      for (const [organizationId, streams] of [...this.#streams]) {
        let isLate = false;
        for (const stream of [...streams]) {
          const now = this.#now();
          stream.look(now, this.#pace);
          if (!stream.isOpen) continue;
          if (now - stream.checkedAt >= this.#pace.rightMs) await this.#mayRead(stream);
          isLate ||= now - stream.lookedAt >= this.#pace.lookMs;
        }
        if (isLate) this.hint(organizationId);
      }
    } finally {
      this.#isTicking = false;
    }
  }
}
