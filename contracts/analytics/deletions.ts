import { z } from 'zod';
import { contract } from '../action.ts';
import { Day, Id, Platform } from '../values.ts';
import { DAYS } from './figures.ts';
import { Import } from './imports.ts';

export const deletionContracts = {
  deleteFigures: contract({
    name: 'analytics.deleteFigures',
    summary: 'Delete figures by their scope; listed, previewed and given back like an import',
    params: z.strictObject({
      from: Day.meta({ description: DAYS }),
      to: Day,
      /** By default both. */
      platform: Platform.optional(),
      /** By default all; of campaigns that are linked, what was told of each. */
      campaignIds: z.array(Id).min(1).max(100).optional(),
      /** `preview`: nothing is deleted; the answer's import then says what would change. */
      mode: z.enum(['write', 'preview']).default('write'),
    }),
    result: Import,
    permission: 'organization:manage',
    stepUp: 'figures',
    errors: ['CAMPAIGN_NOT_FOUND', 'RANGE_INVALID'],
    http: {
      method: 'POST',
      path: '/api/analytics/figures/deletions',
      tag: 'Analytics',
      status: 202,
      location: '/api/analytics/imports/{id}',
    },
  }),
} as const;
