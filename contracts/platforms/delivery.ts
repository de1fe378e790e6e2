import { z } from 'zod';
import { contract } from '../action.ts';
import { DeliveryReason, DeliveryState, DeliverySwitch } from '../delivery.ts';
import { Id, Instant, Platform } from '../values.ts';

/** One object on a platform, and whether it can be shown. */
export const DeliveryObject = z
  .strictObject({
    /** `campaign`, `ad-group`, `ad` or `keyword`. */
    kind: z.string(),
    /** The ledger's key of the object. */
    key: z.string(),
    /** As the platform shows it: a name, a keyword, the first headline of an ad; null while it has not. */
    name: z.string().nullable(),
    externalId: z.string().nullable(),
    state: DeliveryState,
    reasons: z.array(DeliveryReason),
    /** The policies that the platform names, in words; their codes are among the reasons. */
    policyTopics: z.array(z.string()),
    /** When the platform was asked; null when it never was. */
    asOf: Instant.nullable(),
  })
  .meta({ id: 'DeliveryObject' });
export type DeliveryObject = z.infer<typeof DeliveryObject>;

/** Whether what one platform holds of a campaign can be shown to anybody. */
export const PlatformDelivery = z
  .strictObject({
    platform: Platform,
    adAccountId: Id,
    state: DeliveryState,
    reasons: z.array(DeliveryReason),
    ...DeliverySwitch,
    asOf: Instant.nullable(),
    /** From then on the state is not known any more, unless it is read again. */
    validUntil: Instant.nullable(),
    /** Why the last attempt to read did not succeed; null when it did. */
    error: z.strictObject({ code: z.string(), message: z.string() }).nullable(),
    objects: z.array(DeliveryObject),
  })
  .meta({ id: 'PlatformDelivery' });
export type PlatformDelivery = z.infer<typeof PlatformDelivery>;

export const deliveryContracts = {
  delivery: contract({
    name: 'platforms.delivery',
    summary:
      'Whether what the platforms hold of a campaign can serve, as they said when they were last asked',
    params: z.strictObject({ campaignId: Id }),
    result: z.strictObject({ platforms: z.array(PlatformDelivery) }),
    permission: 'service',
    stepUp: 'none',
    callers: ['campaign'],
    idempotent: true,
  }),
} as const;
