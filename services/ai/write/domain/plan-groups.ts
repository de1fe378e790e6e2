import type { Pack } from '../../bank/domain/schema.ts';
import type { Kind, Reading } from '../../brief/domain/read-brief.ts';
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
  /** What the advertiser is called in this group, where it is another trade than the rest. */
  about?: Kind;
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

function corePlans({ pack, secondPack, kind, ownKinds, akinTerms }: Reading): Draft[] {
  if (pack !== null && kind !== null) {
    const core = (own: Pack, name: Kind): Draft => ({
      kind: 'core',
      name: upperFirst(name.many),
      service: '',
      terms: [name.one, ...own.terms, ...own.names.flatMap(({ one, many }) => [one, many])],
    });
    const [second] = secondPack?.names ?? [];
    const first = core(pack, kind);
    return [
      { ...first, terms: [...first.terms, ...akinTerms] },
      ...(secondPack === null || second === undefined
        ? []
        : [{ ...core(secondPack, second), about: second }]),
    ];
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
