import type { AdObjects, Change, LedgerEntry } from '../ad-objects.ts';
import type { Json } from '../wire.ts';
import type { GoogleAccount } from './accounts.ts';
import { idInName, resources, snake, type ResourceKind } from './resources.ts';

const CLIENT_TYPES = {
  api: 'GOOGLE_ADS_API',
  person: 'GOOGLE_ADS_WEB_CLIENT',
  platform: 'INTERNAL_TOOL',
} as const;

/** The changes of one customer of the last 30 days, from the journal; by whom, and the fields that changed with both values. */
export function changeEvents({ objects, account }: { objects: AdObjects; account: GoogleAccount }): Json[] {
  const before = new Map<string, Json>();
  return objects.ledger().flatMap((entry) =>
    entry.changes.flatMap((change, index) => {
      const key = `${change.kind}/${change.id}`;
      const old = before.get(key);
      if (change.fields !== null) before.set(key, change.fields);
      const known = change.account === account.id && Object.hasOwn(resources, change.kind);
      return known ? [eventOf(entry, change, index, old, account)] : [];
    }),
  );
}

function eventOf(
  entry: LedgerEntry,
  change: Change,
  index: number,
  old: Json | undefined,
  account: GoogleAccount,
): Json {
  const kind = change.kind as ResourceKind;
  const next = change.fields ?? {};
  const changed = Object.keys({ ...old, ...next }).filter(
    (name) => name !== 'resourceName' && JSON.stringify(old?.[name]) !== JSON.stringify(next[name]),
  );
  const only = (fields: Json): Json => ({
    [kind]: Object.fromEntries(changed.filter((name) => name in fields).map((name) => [name, fields[name]])),
  });
  const micros = `${Date.parse(entry.at)}${String(entry.seq % 1000).padStart(3, '0')}`;
  return {
    resourceName: `customers/${account.id}/changeEvents/${micros}~0~${index}`,
    changeDateTime: local(entry.at, account),
    changeResourceType: snake(kind).toUpperCase(),
    changeResourceName: next['resourceName'],
    clientType: CLIENT_TYPES[entry.by],
    userEmail: entry.by === 'person' ? entry.who : 'api@example.com',
    resourceChangeOperation: change.op.toUpperCase(),
    changedFields: changed.join(','),
    oldResource: only(old ?? {}),
    newResource: only(next),
    ...parents(kind, next, account),
  };
}

/** The campaign and the ad group that an object is in. */
function parents(kind: ResourceKind, fields: Json, account: GoogleAccount): Json {
  const own = fields['resourceName'];
  const adGroup = kind === 'adGroup' ? own : fields['adGroup'];
  const campaign = kind === 'campaign' ? own : fields['campaign'];
  return {
    ...(idInName(campaign, account.id, 'campaign') === undefined ? {} : { campaign }),
    ...(idInName(adGroup, account.id, 'adGroup') === undefined ? {} : { adGroup }),
  };
}

/** `2026-03-01 12:00:00.000000` in the customer's zone. */
function local(at: string, { timeZone }: GoogleAccount): string {
  const date = new Date(at);
  const text = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' });
  return `${text.format(date)}.${String(date.getUTCMilliseconds()).padStart(3, '0')}000`;
}
