import type { Reading } from '../../brief/domain/read-brief.ts';
import { upperFirst } from '../../brief/domain/casing.ts';
import { BUILT_IN } from './aims.ts';

/** What one ad group is about: the trade as a whole, one service, or the advertiser's own name. */
export type Plan = {
  kind: 'core' | 'service' | 'brand';
  name: string;
  /** The service as headlines say it; empty in other groups. */
  service: string;
  /** What customers type for it. */
  terms: string[];
  /** Its place among the groups: each leads with other facts. */
  index: number;
};

/** The ad groups for a brief: the trade, each service that the brief names, and the brand. Empty when nothing is known. */
export function planGroups(reading: Reading): Plan[] {
  const plans = [...corePlans(reading), ...servicePlans(reading)];
  if (plans.length === 0) return [];
  return [...plans, ...brandPlans(reading)].map((plan, index) => ({ ...plan, index }));
}

type Draft = Omit<Plan, 'index'>;

function corePlans({ pack, kind, ownKinds }: Reading): Draft[] {
  if (pack !== null && kind !== null) {
    const names = pack.names.flatMap(({ one, many }) => [one, many]);
    return [{ kind: 'core', name: upperFirst(kind.many), service: '', terms: [kind.one, ...pack.terms, ...names] }];
  }
  const [first] = ownKinds;
  if (first === undefined) return [];
  return [{ kind: 'core', name: upperFirst(first), service: '', terms: ownKinds.slice(0, 3) }];
}

function servicePlans({ services }: Reading): Draft[] {
  return services
    .slice(0, BUILT_IN.services)
    .map(({ name, terms }) => ({ kind: 'service', name, service: name, terms: [...terms, name] }));
}

function brandPlans({ brand, file, kind }: Reading): Draft[] {
  if (brand === '') return [];
  const terms = [brand, ...(kind === null ? [] : [`${brand} ${kind.one}`])];
  return [{ kind: 'brand', name: file.brandGroup, service: '', terms }];
}
