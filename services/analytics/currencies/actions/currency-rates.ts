import { z } from 'zod';
import { currencyRateContracts } from '../../../../contracts/analytics/currency-rates.ts';
import { ListCursor } from '../../../../lib/cursor.ts';
import { action } from '../../../../mixins/action.ts';
import type { AnalyticsDeps } from '../../deps.ts';

const cursors = new ListCursor(currencyRateContracts.currencyRates.name, z.tuple([z.iso.date(), z.uuid()]));

/** Rates, the latest day first. */
export function currencyRates({ currencyRates: store }: AnalyticsDeps) {
  return action(
    currencyRateContracts.currencyRates,
    async function currencyRates({ params, organizationId }) {
      const { from = null, to = null, firstDay = null, lastDay = null, state, limit } = params;
      const rows = await store.list(organizationId, {
        ...{ from, to, firstDay, lastDay, withEnded: state === 'all' },
        ...{ after: cursors.read(params), limit: limit + 1 },
      });
      return cursors.page(params, rows, ({ day, id }) => [day, id]);
    },
  );
}
