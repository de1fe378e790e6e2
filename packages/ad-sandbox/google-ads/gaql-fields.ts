import type { FieldType, MessageType } from './field-types.ts';
import { keywordView, metrics, searchTermView, segments } from './figures.ts';
import { changeEvent, customer, customerClient } from './reported-fields.ts';
import { QueryError } from './gaql-tokens.ts';
import { camel, resources } from './resources.ts';

const TABLES: Record<string, MessageType> = {
  customer,
  customer_client: customerClient,
  change_event: changeEvent,
  keyword_view: keywordView,
  search_term_view: searchTermView,
  metrics,
  segments,
};
for (const resource of Object.values(resources)) TABLES[resource.gaql] = resource.fields;

const FIGURES = ['metrics', 'segments'];

/** The resources whose fields may be selected together with the one in FROM. */
export const joined: Record<string, readonly string[]> = {
  customer: FIGURES,
  customer_client: ['customer'],
  change_event: ['customer'],
  campaign_budget: ['customer'],
  campaign: ['campaign_budget', 'customer', ...FIGURES],
  campaign_criterion: ['campaign', 'customer'],
  ad_group: ['campaign', 'customer', ...FIGURES],
  ad_group_ad: ['ad_group', 'campaign', 'customer', ...FIGURES],
  keyword_view: ['ad_group_criterion', 'ad_group', 'campaign', 'customer', ...FIGURES],
  search_term_view: ['ad_group', 'campaign', 'customer', ...FIGURES],
  label: ['customer'],
  campaign_label: ['campaign', 'label', 'customer'],
  ad_group_label: ['ad_group', 'campaign', 'label', 'customer'],
  ad_group_criterion: ['ad_group', 'campaign', 'customer'],
  ad_group_bid_modifier: ['ad_group', 'campaign', 'customer'],
};

export type SelectedField = { name: string; resource: string; steps: string[]; type: FieldType };

/** Finds a field such as `ad_group_ad.ad.responsive_search_ad.headlines`; throws QueryError when it cannot be used. */
export function fieldOf(name: string, from: string, clause: 'SELECT' | 'WHERE'): SelectedField {
  const [resource = '', ...rest] = name.split('.');
  const unrecognized = (): never => {
    throw new QueryError('UNRECOGNIZED_FIELD', `Unrecognized field in the query: '${name}'.`);
  };
  const table = Object.hasOwn(TABLES, resource) ? TABLES[resource] : undefined;
  if (table === undefined || rest.length === 0) return unrecognized();
  let fields: MessageType = table;
  let type: FieldType | undefined;
  for (const step of rest.map(camel)) {
    const field = Object.hasOwn(fields, step) && !/[A-Z]/.test(name) ? fields[step] : undefined;
    if (field === undefined) return unrecognized();
    type = field.type;
    fields = typeof type === 'object' && 'message' in type ? type.message : {};
  }
  if (type === undefined) return unrecognized();
  if (typeof type === 'object' && 'message' in type && Object.keys(type.message).length > 0)
    throw new QueryError(
      `PROHIBITED_FIELD_IN_${clause}_CLAUSE`,
      `The field '${name}' cannot be used in ${clause}.`,
    );
  if (FIGURES.includes(resource) && !joined[from]?.includes(resource)) {
    const what = resource === 'metrics' ? 'METRIC' : 'SEGMENT';
    throw new QueryError(
      `PROHIBITED_${what}_IN_SELECT_OR_WHERE_CLAUSE`,
      `The field '${name}' cannot be used with '${from}'.`,
    );
  }
  if (resource === 'segments' && camel(rest[0] ?? '') !== 'date' && from !== 'search_term_view')
    throw new QueryError(
      'PROHIBITED_SEGMENT_IN_SELECT_OR_WHERE_CLAUSE',
      `The field '${name}' cannot be used with '${from}'.`,
    );
  if (resource !== from && !joined[from]?.includes(resource))
    throw new QueryError(
      `PROHIBITED_RESOURCE_TYPE_IN_${clause}_CLAUSE`,
      `The resource '${resource}' cannot be used with '${from}'.`,
    );
  return { name, resource, steps: rest.map(camel), type };
}
