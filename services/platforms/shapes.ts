import { z } from 'zod';
import { LeftAsFound } from '../../contracts/platforms/drift.ts';
import { DesiredCampaign } from '../../contracts/platforms/submissions.ts';
import { Shape } from '../../lib/shape.ts';
import { WrittenField } from './ledger/domain/written.ts';

/** The JSON documents that this service stores, with their history (lib/shape.ts). */
export const shapes = {
  /** `ops.desired`: an approved version as it should be on one platform. */
  desired: new Shape({ name: 'desired campaign', number: 1, schema: DesiredCampaign }),
  /** `publications.verified`: what was last read back from the platform and found to be so. */
  verified: new Shape({ name: 'verified campaign', number: 1, schema: DesiredCampaign }),
  /** `publications.written`: what steps have written since then. */
  written: new Shape({ name: 'written fields', number: 1, schema: z.array(WrittenField) }),
  /** `ops.left_as_found`: what a step met on the platform and left as it was. */
  leftAsFound: new Shape({ name: 'what was left as found', number: 1, schema: LeftAsFound }),
} as const;

/**
 * The tokens of a grant, sealed as one text. They have no shape number; fields that a newer release adds are ignored.
 */
export const StoredTokens = z.object({ accessToken: z.string(), refreshToken: z.string().nullable() });
