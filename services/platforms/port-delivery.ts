import type { DeliveryReason, DeliveryState } from '../../contracts/delivery.ts';

/** What a platform says of one object. `policyTopics` are in people's words. */
export type FoundDelivery = {
  kind: string;
  externalId: string;
  /** As the platform shows it: a name, a keyword, the first headline of an ad; null when it does not show it. */
  name: string | null;
  state: DeliveryState;
  reasons: DeliveryReason[];
  policyTopics: string[];
} & FoundSwitch;

/**
 * What people have set of a campaign, whatever else keeps it from being shown; both null for other kinds, and where the platform does
 * not say.
 */
export type FoundSwitch = {
  /** Whether it is switched on there, so that it serves as soon as nothing else holds it. */
  enabled: boolean | null;
  /** Its first day, in the ad account's time zone. */
  beginsOn: string | null;
};

/** Objects of one ad account, of as many campaigns as there are; the campaigns are among them. */
export type DeliveryWork<Session> = {
  session: Session;
  objects: readonly { kind: string; externalId: string }[];
};

/** The part of the port (port.ts) that tells what can serve. */
export interface DeliveryReader<Session> {
  /**
   * Reads whether objects of one ad account can serve, and why not, as the platform says now: one answer for each campaign, ad
   * group, ad and keyword that is asked for, in the same order. What the platform does not show, or says in words that are not
   * known, is `unknown`. Objects of other kinds have no such state and are left out. @throws VendorFailure
   */
  delivery(work: DeliveryWork<Session>): Promise<FoundDelivery[]>;
}
