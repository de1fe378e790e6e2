import { CHANGE_WINDOWS } from '../../../rules/change-windows.ts';
import type { ToldChange } from '../../../contracts/analytics/changes.ts';
import { DAY_MS } from '../../../lib/time.ts';
import type { Session } from '../port.ts';
import type { ChangesWork, FoundChange, FoundChanges } from '../port-figures.ts';
import type { GoogleAds } from './create.ts';
import { instantOf, localTime } from '../vendor/local-time.ts';

type Row = {
  changeEvent: {
    resourceName: string;
    changeDateTime: string;
    changeResourceType: string;
    changeResourceName: string;
    clientType: string;
    resourceChangeOperation: string;
    changedFields?: string;
    campaign?: string;
  };
};

const FIELDS = [
  'resource_name',
  'change_date_time',
  'change_resource_type',
  'change_resource_name',
  'client_type',
  'resource_change_operation',
  'changed_fields',
  'campaign',
].map((name) => `change_event.${name}`);
const OPERATIONS: Readonly<Record<string, ToldChange['operation']>> = {
  CREATE: 'create',
  UPDATE: 'update',
  REMOVE: 'remove',
};
const FIELDS_KEPT = 200;

/**
 * One search, oldest first. What Google tells late is not known to be all; and where the answer has as many rows as Google tells at
 * once, what is known ends before the last of them.
 */
export async function readChanges(
  { http }: GoogleAds,
  { session, since, now }: ChangesWork<Session>,
): Promise<FoundChanges> {
  const window = CHANGE_WINDOWS['google-ads'];
  if (window === null) throw new Error('Google Ads tells changes');
  const { days, lagMs, rows: most } = window;
  const until = new Date(now.getTime() - lagMs);
  const oldest = new Date(now.getTime() - (days - 1) * DAY_MS);
  const from = since !== null && since > oldest ? since : oldest;
  const [first, last] = [from, now].map((time) => localTime(time, session.timeZone));
  const date = 'change_event.change_date_time';
  const query = `SELECT ${FIELDS.join(', ')} FROM change_event WHERE ${date} >= '${first ?? ''}' AND ${date} <= '${last ?? ''}' ORDER BY ${date} LIMIT ${most}`;
  const changes = (await http.search<Row>(session, query)).map((row) => changeOf(row, session.timeZone));
  const end = changes.at(-1);
  const isCut = changes.length >= most && end !== undefined && new Date(end.at) < until;
  return { changes, from, until: isCut ? new Date(end.at) : until };
}

function changeOf({ changeEvent }: Row, timeZone: string): FoundChange {
  const {
    changeResourceName,
    clientType,
    resourceChangeOperation,
    campaign,
    changedFields = '',
  } = changeEvent;
  return {
    id: changeEvent.resourceName,
    at: instantOf(changeEvent.changeDateTime, timeZone).toISOString(),
    kind: wordOf(changeEvent.changeResourceType),
    externalId: idOf(changeResourceName),
    campaignExternalId: campaign === undefined ? null : idOf(campaign),
    operation: OPERATIONS[resourceChangeOperation] ?? 'unknown',
    fields: changedFields
      .split(',')
      .filter((field) => field !== '')
      .slice(0, FIELDS_KEPT),
    client: wordOf(clientType),
    isByApi: clientType === 'GOOGLE_ADS_API',
  };
}

const idOf = (name: string): string => name.split('/').at(-1) ?? name;
const wordOf = (word: string): string => word.toLowerCase().replaceAll('_', '-');
