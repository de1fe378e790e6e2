import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Charge } from '../../../mixins/door/cost.ts';
import type { NewsHub } from '../live/hub.ts';
import type { SharedLooks } from '../operations/shared-looks.ts';
import type { Call } from '../../../mixins/call.ts';

/** The parameters of the query string by name. */
export type Query = Readonly<Record<string, string>>;

/** The bytes of an uploaded file, the rows of a JSON body, and the rows of a file that is made in memory, whole. */
export type ExchangeLimits = {
  readonly uploadBytes: number;
  readonly jsonRows: number;
  readonly fileRows: number;
};

/** One request, after the door has admitted it. */
export type Exchange = {
  request: IncomingMessage & { requestId?: string };
  response: ServerResponse;
  path: Readonly<Record<string, string>>;
  query: Query;
  address: string;
  /** The organisation of the caller; null for a stranger. */
  organizationId: string | null;
  /** The streams of news of this node. */
  live: NewsHub;
  /** The looks at operations that the streams of this node share. */
  looks: SharedLooks;
  /** Counts this response as an event stream of the caller until it is closed. @throws AppError RATE_LIMIT_EXCEEDED */
  holdStream: () => void;
  /** Whether this node is stopping, so that streams must end. */
  stopping: () => boolean;
  /**
   * For what goes on after the answer has begun: whether the caller is let in still, in the same role.
   * @throws AppError TOKEN_INVALID, TOKEN_EXPIRED, PERMISSION_DENIED, and IDENTITY_STALE while nobody knows
   */
  requireSameCaller: () => Promise<void>;
  /** Calls an action as the caller; a call that could not be sent is repeated for two seconds. */
  call: Call;
  /** The bytes of the largest call that the bus takes. */
  largestCall: number;
  /** How much one request may send or ask for, by the settings. */
  limits: ExchangeLimits;
  /** Counts what the request costs beyond being one request. @throws AppError RATE_LIMIT_EXCEEDED */
  charge: Charge;
  /** Does heavy work when it is the organisation's turn. @throws AppError RATE_LIMIT_EXCEEDED */
  inTurn: <T>(work: () => Promise<T>) => Promise<T>;
  /** Makes a call when the organisation has fewer than its share at work. @throws AppError RATE_LIMIT_EXCEEDED */
  inShare: <T>(work: () => Promise<T>) => Promise<T>;
};

/** A response: status, headers, and the body, where there is one. */
export type Answer = {
  status: number;
  headers?: Readonly<Record<string, string>>;
  body?: string | Uint8Array;
};

/** Handles a request. `streaming` means that the handler writes the response by itself. @throws AppError */
export type Handle = (exchange: Exchange) => Promise<Answer | 'streaming'>;
