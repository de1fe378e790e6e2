import { AppliedRecommendation } from '../../contracts/campaign/advice.ts';
import { Campaign } from '../../contracts/campaign/campaign.ts';
import { Operation } from '../../contracts/campaign/publishing.ts';
import { Shape } from '../../lib/shape.ts';

/** Every kind of document that this service keeps, with its history (lib/shape.ts). */
export const shapes = {
  /** `campaigns`: document and structure together; also the kept answer of a create. */
  campaign: new Shape({ name: 'campaign', number: 1, schema: Campaign }),
  /** The kept answer of a request that began an operation. */
  operationAnswer: new Shape({ name: 'answer with an operation', number: 1, schema: Operation }),
  /** The kept answer of a request that applied a recommendation. */
  appliedAnswer: new Shape({
    name: 'answer with an applied recommendation',
    number: 1,
    schema: AppliedRecommendation,
  }),
} as const;
