import type { ServerResponse } from 'node:http';
import type { News } from '../../../contracts/analytics/news.ts';
import type { Refusal } from '../../../mixins/door/refuse.ts';
import { problemOf } from '../http/problem.ts';

/** What a stream is allowed. */
export const PACE = {
  /** A client that has not taken what was written to it for so long is cut. */
  slowMs: 10_000,
  heartbeatMs: 15_000,
  /** A stream ends after so long, and is opened again by its client. */
  mostMs: 10 * 60_000,
  /** Nobody waits for a hint longer than this before news is looked for. */
  lookMs: 20_000,
  /** The right to read is looked at so often, news or not. */
  rightMs: 2_000,
};
export type Pace = typeof PACE;

/** What is asked in the name of one client. */
export type Asking = {
  organizationId: string;
  requestId: string;
  /** @throws AppError when the caller may not read any more */
  requireSameCaller: () => Promise<void>;
  read: (after: number | undefined) => Promise<News>;
};

/**
 * One client's stream. Nothing is written to it before it has taken what was written before, so that at most one answer of news, a
 * few tens of KB, waits for it here.
 */
export class Stream {
  readonly asking: Asking;
  readonly #response: ServerResponse;
  readonly #openedAt: number;
  #saidAt: number;
  #slowSince: number | null = null;
  /** The number up to which the client knows all. */
  last: number;
  lookedAt: number;
  checkedAt: number;

  constructor(asking: Asking, response: ServerResponse, last: number, now: number) {
    this.asking = asking;
    this.#response = response;
    this.last = last;
    this.#openedAt = this.#saidAt = this.lookedAt = this.checkedAt = now;
  }

  get isOpen(): boolean {
    return !this.#response.destroyed && !this.#response.writableEnded;
  }

  /** Whether everything that was written has left this process. */
  get isTaken(): boolean {
    return this.#response.writableLength === 0;
  }

  /** How many bytes wait here for the client. */
  get waiting(): number {
    return this.#response.writableLength;
  }

  tell(news: News, now: number): void {
    this.last = news.last;
    this.#write(`id: ${news.last}\nevent: news\ndata: ${JSON.stringify(news)}\n\n`, now);
  }

  /** Ends the stream and says why it may not be read any more. */
  refuse(refusal: Refusal): void {
    const problem = problemOf(refusal, this.asking.requestId);
    this.#response.end(`event: problem\ndata: ${JSON.stringify(problem)}\n\n`);
  }

  end(): void {
    this.#response.end();
  }

  /** Cuts who is too slow, ends what is too old, and gives a sign of life. */
  look(now: number, pace: Pace): void {
    if (this.isTaken) this.#slowSince = null;
    else this.#slowSince ??= now;
    if (this.#slowSince !== null && now - this.#slowSince >= pace.slowMs) this.#response.destroy();
    else if (now - this.#openedAt >= pace.mostMs) this.end();
    else if (this.isTaken && now - this.#saidAt >= pace.heartbeatMs) this.#write(': still here\n\n', now);
  }

  #write(text: string, now: number): void {
    this.#saidAt = now;
    this.#response.write(text);
  }
}
