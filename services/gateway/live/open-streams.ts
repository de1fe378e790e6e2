import type { ServerResponse } from 'node:http';
import { AppError } from '../../../lib/errors.ts';

/** How many event streams one caller, and one organisation, may hold open on one node. */
export type StreamBounds = { ofCaller: number; ofOrganization: number };

const REFUSAL = {
  detail:
    'Too many event streams of yours or of your organisation are open; close those that nobody watches.',
  retryAfterSeconds: 10,
};

/** The event streams that are open on this node, by caller and by organisation. A stream outlives the count of its request. */
export class OpenStreams {
  readonly #bounds: StreamBounds;
  readonly #open = new Map<string, number>();

  constructor(bounds: StreamBounds) {
    this.#bounds = bounds;
  }

  /** Counts a stream until its response is closed. @throws AppError RATE_LIMIT_EXCEEDED when too many are open */
  open(organizationId: string, callerId: string, response: ServerResponse): void {
    if (response.destroyed) return; // its client left; nothing would take it off the count
    const { ofCaller, ofOrganization } = this.#bounds;
    // two organisations of one person are two callers
    const [organization, caller] = [`organization ${organizationId}`, `${organizationId} ${callerId}`];
    if (this.#count(organization) >= ofOrganization || this.#count(caller) >= ofCaller)
      throw new AppError('RATE_LIMIT_EXCEEDED', REFUSAL);
    for (const holder of [organization, caller]) this.#open.set(holder, this.#count(holder) + 1);
    response.once('close', () => {
      for (const holder of [organization, caller]) this.#release(holder);
    });
  }

  #count(holder: string): number {
    return this.#open.get(holder) ?? 0;
  }

  #release(holder: string): void {
    const left = this.#count(holder) - 1;
    if (left === 0) this.#open.delete(holder);
    else this.#open.set(holder, left);
  }
}
