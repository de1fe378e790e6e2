import type { AdObject, AdObjects } from '../ad-objects.ts';
import { isObject, type Json } from '../wire.ts';
import { managersOf, type GoogleAccount } from './accounts.ts';
import { changeEvents } from './change-events.ts';
import type { GoogleFigures } from './figures.ts';
import { idInName, isLabelLink, resources } from './resources.ts';
import { servingState } from './serving-state.ts';

/** One object with everything it hangs under, by GAQL resource name. */
export type Joined = Record<string, Json | undefined>;

/** What a query looks at: one customer's objects, among the customers that there are, at one moment. */
export type Source = {
  objects: AdObjects;
  account: GoogleAccount;
  accounts: readonly GoogleAccount[];
  figures: GoogleFigures;
  now: Date;
};

/** Every row of a resource; with the serving states, which cost a look at everything below, where they are asked for. */
export function rowsOf(from: string, source: Source, withStates: boolean): Joined[] {
  const fieldsOf = (object: AdObject): Json =>
    withStates ? { ...object.fields, ...servingState(object, source) } : object.fields;
  const { objects, account } = source;
  const customer = customerRow(account);
  if (from === 'customer') return [{ customer }];
  if (from === 'customer_client') return clientRows(source).map((row) => ({ customer, [from]: row }));
  if (from === 'change_event') return changeEvents(source).map((row) => ({ customer, [from]: row }));
  if (from === 'keyword_view') return keywordRows(source, withStates);
  const resource = Object.values(resources).find((one) => one.gaql === from);
  if (resource === undefined) return [];
  return objects.list(resource.kind, account.id).map((object) => {
    const row: Joined = { customer, [from]: fieldsOf(object) };
    let { parent } = resource;
    let fields = object.fields;
    while (parent !== undefined) {
      const id = idInName(fields[parent.field], account.id, parent.kind);
      const above = id === undefined ? undefined : objects.get(parent.kind, id);
      if (above === undefined) break;
      row[resources[parent.kind].gaql] = fieldsOf(above);
      fields = above.fields;
      parent = resources[parent.kind].parent;
    }
    if (isLabelLink(object.kind))
      row['label'] = objects
        .list('label', account.id)
        .find((label) => label.fields['resourceName'] === object.fields['label'])?.fields;
    if (from === 'campaign_budget')
      row[from] = { ...object.fields, referenceCount: references(objects, account, fields) };
    return row;
  });
}

/** The keywords that can be shown, each with the view that has its figures. */
function keywordRows(source: Source, withStates: boolean): Joined[] {
  return rowsOf('ad_group_criterion', source, withStates).flatMap((row): Joined[] => {
    const criterion = row['ad_group_criterion'] ?? {};
    if (!isObject(criterion['keyword']) || criterion['negative'] === true) return [];
    const resourceName = String(criterion['resourceName']).replace('/adGroupCriteria/', '/keywordViews/');
    return [{ ...row, keyword_view: { resourceName } }];
  });
}

function references(objects: AdObjects, account: GoogleAccount, budget: Json): string {
  const users = objects
    .list('campaign', account.id)
    .filter(
      ({ fields }) => fields['campaignBudget'] === budget['resourceName'] && fields['status'] !== 'REMOVED',
    );
  return String(users.length);
}

function customerRow(account: GoogleAccount): Json {
  return {
    resourceName: `customers/${account.id}`,
    id: account.id,
    descriptiveName: account.descriptiveName,
    currencyCode: account.currencyCode,
    timeZone: account.timeZone,
    manager: account.manager ?? false,
    testAccount: true,
    status: account.status ?? 'ENABLED',
  };
}

/** The customer itself at level 0, and everything that it manages below. */
function clientRows({ account, accounts }: Source): Json[] {
  return accounts.flatMap((one) => {
    const level = one.id === account.id ? 0 : managersOf(one, accounts).indexOf(account) + 1;
    if (level === 0 && one.id !== account.id) return [];
    const { resourceName: clientCustomer, ...shown } = customerRow(one);
    const resourceName = `customers/${account.id}/customerClients/${one.id}`;
    return [{ ...shown, resourceName, clientCustomer, level: String(level), hidden: false }];
  });
}
