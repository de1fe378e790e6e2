import { z } from 'zod';
import { AppliedRecommendation, Recommendation } from '../../contracts/campaign/advice.ts';
import { Campaign } from '../../contracts/campaign/campaign.ts';
import { Operation } from '../../contracts/campaign/publishing.ts';
import { Stop } from '../../contracts/campaign/stops.ts';
import { Shape } from '../../lib/shape.ts';
import { CampaignContent } from './content/domain/content.ts';
import { Step } from './publishing/domain/operation.ts';

/** The first release kept nothing of what an operation left as it found it. */
const withoutLeft = (older: { result: object | null }) => ({
  ...older,
  result: older.result && { ...older.result, leftAsFound: null },
});

/** Every kind of document that this service keeps, with its history (lib/shape.ts). */
export const shapes = {
  /** `campaigns`: document and structure together; also the stored answer of a create. */
  campaign: new Shape({ name: 'campaign', number: 1, schema: Campaign }),
  /** `campaign_versions`: the content of one version. */
  version: new Shape({ name: 'campaign version', number: 1, schema: CampaignContent }),
  /** `operations`: the documents of one row together. */
  operation: new Shape({
    name: 'operation',
    number: 2,
    schema: Operation.pick({ progress: true, error: true, result: true }).extend({ steps: z.array(Step) }),
    upcasts: { 1: withoutLeft },
  }),
  /** `recommendations`: what is proposed and why. */
  proposal: new Shape({
    name: 'proposal',
    number: 1,
    schema: Recommendation.pick({ change: true, evidence: true, expected: true, costIfWrong: true }),
  }),
  /** The stored answer of a request that started an operation. */
  operationAnswer: new Shape({
    name: 'answer with an operation',
    number: 2,
    schema: Operation,
    upcasts: { 1: withoutLeft },
  }),
  /** The stored answer of a request for a thaw. */
  stopAnswer: new Shape({
    name: 'answer with a stop',
    number: 4,
    schema: Stop,
    upcasts: {
      1: (older: object) => ({ ...older, apiKeyId: null }),
      2: (older: object) => ({ ...older, nothingHeld: null }),
      3: (older: object) => ({ ...older, stillPausing: null }),
    },
  }),
  /** The stored answer of a request that applied a recommendation. */
  appliedAnswer: new Shape({
    name: 'answer with an applied recommendation',
    number: 1,
    schema: AppliedRecommendation,
  }),
} as const;
