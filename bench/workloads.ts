import { randomUUID } from 'node:crypto';
import type { Request } from 'autocannon';
import { CAMPAIGN_BODY } from './campaign-body.ts';

/** One kind of request, as autocannon sends it. */
export type Workload = { name: string; requests: Request[] };

/** Reading one of many campaigns, a page of twenty, and creating one with a new Idempotency-Key each time. */
export function workloadsFor(ids: readonly string[]): Workload[] {
  const body = JSON.stringify(CAMPAIGN_BODY);
  return [
    {
      name: 'GET one campaign',
      requests: ids.map((id) => ({ method: 'GET', path: `/api/campaigns/${id}` })),
    },
    { name: 'GET a list of 20', requests: [{ method: 'GET', path: '/api/campaigns?limit=20' }] },
    {
      name: 'POST a campaign',
      requests: [
        {
          method: 'POST',
          path: '/api/campaigns',
          headers: { 'content-type': 'application/json' },
          body,
          setupRequest: (request) => ({
            ...request,
            headers: { ...request.headers, 'idempotency-key': randomUUID() },
          }),
        },
      ],
    },
  ];
}
