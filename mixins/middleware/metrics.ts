import type { ActionSchema, Context, Middleware } from 'moleculer';
import type { ContractedAction } from '../action.ts';
import { events, WRITES_TOTAL } from '../../contracts/events.ts';
import { emit } from '../events.ts';
import type { NodeMetrics } from '../node-metrics.ts';
import type { Next } from '../moleculer.ts';

/**
 * Measures every action of ours on this node. The labels are the action's name and the error's code, never an id.
 * Successful writes are also counted in the broker's metrics.
 */
export function metricsMiddleware(metrics: NodeMetrics): Middleware {
  return {
    name: 'NodeMetrics',
    localAction(next: Next, action: ActionSchema) {
      const name = action.name ?? 'unknown';
      if (name.startsWith('$')) return next;
      const contract = (action as Partial<ContractedAction>).contract?.();
      const writes = contract !== undefined && contract.idempotent !== true;
      return async (ctx: Context) => {
        const startedAt = performance.now();
        let outcome = 'ok';
        try {
          const answer = await next(ctx);
          if (writes) {
            metrics.count(name);
            emit(ctx.broker, events.metricsUpdate, {
              name: WRITES_TOTAL,
              method: 'inc',
              labels: { action: name },
            });
          }
          return answer;
        } catch (error) {
          outcome = (error as { type?: string }).type ?? 'INTERNAL_ERROR';
          throw error;
        } finally {
          metrics.rpc(name, outcome, (performance.now() - startedAt) / 1000);
        }
      };
    },
  };
}
