import { z } from 'zod';
import { DesiredCampaign } from '../../contracts/platforms/submissions.ts';
import { Shape } from '../../lib/shape.ts';

/** Every kind of document that this service keeps, with its history (lib/shape.ts). */
export const shapes = {
  /** `ops.desired`: what an approved version wants on one platform. */
  desired: new Shape({ name: 'desired campaign', number: 1, schema: DesiredCampaign }),
  /** `publications.verified`: what was last read back from the platform and found to be so. */
  verified: new Shape({ name: 'verified campaign', number: 1, schema: DesiredCampaign }),
} as const;

/** The tokens of a grant as JSON; sealed as one text, so no column beside it says a number. Unknown fields are left out. */
export const StoredTokens = z.object({ accessToken: z.string(), refreshToken: z.string().nullable() });
