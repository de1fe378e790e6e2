import { z } from 'zod';
import { Shape } from '../lib/shape.ts';
import { SERVICES, type ServiceName } from './permissions.ts';
import { Id } from './values.ts';

/**
 * News on the bus: a past fact. Nodes take an event from the services in `from` alone, and send it to those in `to` alone
 * (mixins/bus/own-word.ts). It may be lost, so it is a hint at most; whoever acts on one reads the truth first.
 */
export type EventContract<S extends z.ZodType = z.ZodType> = {
  readonly name: string;
  readonly payload: Shape<S>;
  readonly from: readonly ServiceName[];
  readonly to: readonly ServiceName[];
};
export type EventOf<E> = E extends EventContract<infer S> ? z.output<S> : never;

/** Writes that succeeded, by action: the count that any node may push. */
export const WRITES_TOTAL = 'business_writes_total';

export const events = {
  /** Figures or alerts of an organisation changed, and are committed. */
  analyticsNews: event('analytics.news', z.strictObject({ organizationId: Id }), {
    from: ['analytics'],
    to: ['gateway'],
  }),
  /** In moleculer-prometheus's own words. */
  metricsUpdate: event(
    'metrics.update',
    z.strictObject({
      name: z.literal(WRITES_TOTAL),
      method: z.literal('inc'),
      labels: z.strictObject({
        action: z
          .string()
          .max(60)
          .regex(/^[a-z]+\.[A-Za-z]+$/),
      }),
    }),
    { from: SERVICES, to: ['gateway'] },
  ),
} as const;

/** Events of Moleculer and moleculer-prometheus themselves: any node's word about its own calls, for the gateway's metrics. */
export const BROKER_EVENTS: ReadonlySet<unknown> = new Set(['$tracing.spans', 'metrics.trace.span.finish']);

function event<S extends z.ZodType>(
  name: string,
  schema: S,
  ends: Pick<EventContract, 'from' | 'to'>,
): EventContract<S> {
  return { name, payload: new Shape({ name: `event ${name}`, number: 1, schema }), ...ends };
}
