import type { AdObject } from '../ad-objects.ts';
import { isObject, type Json } from '../wire.ts';
import type { LinkedInAccount } from './accounts.ts';
import { campaignByUrn, groupByUrn, type Holder } from './writing.ts';

/** An object as a reader sees it: with what the platform says about its serving beside what people set. */
export function shown(object: AdObject, holder: Holder & { now: Date; account: LinkedInAccount }): Json {
  const { fields } = object;
  if (object.kind === 'creative') {
    const holds = creativeHolds(fields, holder);
    return { ...fields, isServing: holds.length === 0, servingHoldReasons: holds };
  }
  const holds = object.kind === 'campaign' ? campaignHolds(fields, holder) : groupHolds(fields, holder);
  return { ...fields, servingStatuses: holds.length === 0 ? ['RUNNABLE'] : holds };
}

type Moment = Holder & { now: Date; account: LinkedInAccount };

function groupHolds(fields: Json, { now, account }: Moment): string[] {
  return [
    ...(account.servingHold === true ? ['ACCOUNT_SERVING_HOLD'] : []),
    ...(fields['status'] === 'ACTIVE' ? [] : ['STOPPED']),
    ...termHolds(fields, now, 'CAMPAIGN_GROUP'),
  ];
}

function campaignHolds(fields: Json, moment: Moment): string[] {
  const { now, account } = moment;
  const group = groupByUrn(moment, fields['campaignGroup']);
  return [
    ...(account.servingHold === true ? ['ACCOUNT_SERVING_HOLD'] : []),
    ...(fields['status'] === 'ACTIVE' ? [] : ['STOPPED']),
    ...termHolds(fields, now, 'CAMPAIGN'),
    ...(group !== undefined && group['status'] !== 'ACTIVE' ? ['CAMPAIGN_GROUP_STATUS_HOLD'] : []),
    ...(group === undefined ? [] : termHolds(group, now, 'CAMPAIGN_GROUP')),
  ];
}

function creativeHolds(fields: Json, moment: Moment): string[] {
  const review = isObject(fields['review']) ? fields['review']['status'] : undefined;
  const campaign = campaignByUrn(moment, fields['campaign']);
  const above = campaign === undefined ? [] : campaignHolds(campaign, moment);
  return [
    ...(fields['intendedStatus'] === 'ACTIVE' ? [] : ['STOPPED']),
    ...(review === 'PENDING' || review === 'NEEDS_REVIEW' ? ['UNDER_REVIEW'] : []),
    ...(review === 'REJECTED' ? ['REJECTED'] : []),
    ...above.map((hold) => (hold === 'STOPPED' ? 'CAMPAIGN_STOPPED' : hold)),
  ];
}

function termHolds(fields: Json, now: Date, whose: 'CAMPAIGN' | 'CAMPAIGN_GROUP'): string[] {
  const schedule = isObject(fields['runSchedule']) ? fields['runSchedule'] : {};
  const { start, end } = schedule;
  return [
    ...(typeof start === 'number' && start > now.getTime() ? [`${whose}_START_DATE_HOLD`] : []),
    ...(typeof end === 'number' && end <= now.getTime() ? [`${whose}_END_DATE_HOLD`] : []),
  ];
}
