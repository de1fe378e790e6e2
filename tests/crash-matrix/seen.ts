import type { Platform } from '../../contracts/values.ts';
import type { Call } from './money-calls.ts';
import type { Touch } from './persons-own.ts';
import type { Moment } from './serving.ts';

/** What the product said at a moment: `heard` is when its answer was there, so that it knew it by then. */
export type Saying = {
  heard: number;
  campaign: string;
  publications: Readonly<Partial<Record<Platform, string>>>;
  /** The states of the operations of the cell, by what they are for. */
  operations: Readonly<Record<string, string>>;
};

/**
 * What a person does in the platform's own page: stops the campaign, halves its budget, takes it away, adds a keyword (Google);
 * doubles its budget, switches on what is paused, adds an ad that nobody approved, adds a paused ad group of a name that the
 * version wants, has the campaign paid by a shared budget (Google).
 */
export type Edit =
  'none' | 'pause' | 'budget' | 'remove' | 'keyword' | 'raise' | 'enable' | 'ad' | 'group' | 'shared';

/** Everything that was seen of one cell. */
export type Seen = {
  operation: 'publish' | 'update' | 'pause' | 'resume' | 'remove';
  platform: Platform;
  platforms: readonly Platform[];
  moments: Readonly<Record<Platform, readonly Moment[]>>;
  sayings: readonly Saying[];
  /** What our writes changed of objects that a person had made. */
  touches: Readonly<Record<Platform, readonly Touch[]>>;
  /** What the product asked the platforms for, in the order in which it arrived. */
  calls: readonly Call[];
  /** When the operation was asked for, and when a pause was asked for and accepted. */
  startedAt: number;
  pause: { askedAt: number; acceptedAt: number | null } | null;
  edit: { kind: Edit; at: number } | null;
  /** The fault may take effect after everybody has given up waiting for it. */
  mayBeLate: boolean;
  /** The most that a person has approved for one platform, in micros a day. */
  approvedMicros: Readonly<Record<Platform, number>>;
  endedAt: number;
  /** How long a call in flight may still take effect after a pause was asked for. */
  inFlightMs: number;
};

export type Violation = { rule: string; platform: Platform | null; what: string; micros: number };

/** Who the simulator's journal names for what a person did in the platform's own page. */
export const PERSON = 'person';

export const momentBefore = (moments: readonly Moment[], moment: Moment) =>
  moments[moments.indexOf(moment) - 1];
