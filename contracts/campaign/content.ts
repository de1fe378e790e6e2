import { z } from 'zod';
import { contract } from '../action.ts';
import {
  ById,
  Currency,
  Cursor,
  Id,
  Instant,
  Limit,
  Micros,
  Platform,
  Version,
  text,
  WithKey,
} from '../values.ts';
import { Campaign, CampaignStatus } from './campaign.ts';
import { BudgetShare, CampaignInput, Objective, Schedule } from './input.ts';

/** JSON text that PostgreSQL made: hot reads pass it on as it is. */
const JsonText = z.string();

export const contentContracts = {
  create: contract({
    name: 'campaign.create',
    summary: 'Create a campaign as a draft',
    params: z.strictObject({ campaign: CampaignInput, ...WithKey }),
    result: Campaign,
    permission: 'campaign:write',
    errors: [
      'IDEMPOTENCY_KEY_REUSED',
      'IDEMPOTENCY_KEY_IN_USE',
      'AD_ACCOUNT_NOT_FOUND',
      'CAMPAIGN_CURRENCY_MISMATCH',
    ],
  }),
  get: contract({
    name: 'campaign.get',
    summary: 'Read one campaign',
    params: ById,
    result: Campaign,
    permission: 'campaign:read',
    callers: ['ai', 'analytics'],
    errors: ['CAMPAIGN_NOT_FOUND'],
    idempotent: true,
  }),
  read: contract({
    name: 'campaign.read',
    summary: 'Read one campaign',
    params: ById,
    /** A `Campaign`, and what its ETag is made of. */
    result: z.strictObject({ text: JsonText, version: Version, updatedAt: Instant }),
    permission: 'campaign:read',
    errors: ['CAMPAIGN_NOT_FOUND'],
    idempotent: true,
  }),
  list: contract({
    name: 'campaign.list',
    summary: 'List campaigns',
    params: z.strictObject({
      limit: Limit,
      cursor: Cursor.optional(),
      sort: z.enum(['-createdAt', 'createdAt', 'name', '-name']).default('-createdAt'),
      status: CampaignStatus.optional(),
      platform: Platform.optional(),
      objective: Objective.optional(),
      q: text(100).min(1).optional(),
    }),
    /** A `CampaignPage`. */
    result: z.strictObject({ text: JsonText }),
    permission: 'campaign:read',
    errors: ['CURSOR_INVALID'],
    idempotent: true,
  }),
  update: contract({
    name: 'campaign.update',
    summary: 'Replace a campaign with a new version',
    params: z.strictObject({ id: Id, version: Version, campaign: CampaignInput }),
    result: Campaign,
    permission: 'campaign:write',
    errors: [
      'CAMPAIGN_NOT_FOUND',
      'VERSION_STALE',
      'CAMPAIGN_STATE_CONFLICT',
      'AD_ACCOUNT_NOT_FOUND',
      'CAMPAIGN_CURRENCY_MISMATCH',
    ],
  }),
  archive: contract({
    name: 'campaign.archive',
    summary: 'Archive a campaign',
    params: z.strictObject({ id: Id, version: Version }),
    result: Campaign,
    permission: 'campaign:write',
    errors: ['CAMPAIGN_NOT_FOUND', 'VERSION_STALE', 'CAMPAIGN_LIVE'],
  }),
  resolve: contract({
    name: 'campaign.resolve',
    summary: 'Which of these ids are campaigns of the organisation, with name and platforms',
    params: z.strictObject({ ids: z.array(Id).min(1).max(1000) }),
    result: z.strictObject({
      campaigns: z.array(
        z.strictObject({
          id: Id,
          name: z.string(),
          status: CampaignStatus,
          platforms: z.array(Platform),
          currency: Currency,
          dailyMicros: Micros,
          split: z.array(BudgetShare),
          schedule: Schedule,
        }),
      ),
    }),
    permission: 'campaign:read',
    callers: ['analytics', 'platforms', 'ai'],
    idempotent: true,
  }),
} as const;
