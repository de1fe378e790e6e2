import type { Alert, AlertBody } from '../../../../contracts/analytics/alerts.ts';
import { exactInteger } from '../../../../lib/money.ts';
import type { Finding } from './finding.ts';

type Living = {
  readonly id: string;
  readonly key: string;
  readonly until: string | null;
  readonly body: AlertBody;
};

/** What a check changes. */
export type Comparison = {
  readonly opened: readonly Finding[];
  /** Ids of alerts that were found again as they are. */
  readonly same: readonly string[];
  /** Found again, with other numbers. */
  readonly restated: readonly { id: string; until: string | null; body: AlertBody }[];
  readonly closed: readonly { id: string; because: NonNullable<Alert['closedBecause']> }[];
};

/** Compares the alerts that live with what the rules find now: each thing is told once, however often it is found. */
export function compare(living: readonly Living[], found: readonly Finding[], today: string): Comparison {
  const byKey = new Map(living.map((alert) => [alert.key, alert]));
  const keys = new Set(found.map(({ key }) => key));
  const opened: Finding[] = [];
  const same: string[] = [];
  const restated: Comparison['restated'][number][] = [];
  for (const finding of found) {
    const alert = byKey.get(finding.key);
    if (!alert) {
      opened.push(finding);
      continue;
    }
    const body = bodyOf(finding, alert.body.changedBefore);
    if (JSON.stringify(body) === JSON.stringify(bodyInOrder(alert.body))) same.push(alert.id);
    else restated.push({ id: alert.id, until: finding.until, body });
  }
  const closed = living
    .filter(({ key }) => !keys.has(key))
    .map(({ id, until }) => ({
      id,
      because: until !== null && until < today ? ('time_passed' as const) : ('no_longer_true' as const),
    }));
  return { opened, same, restated, closed };
}

/** A finding as it is kept. */
export function bodyOf(finding: Finding, changedBefore: AlertBody['changedBefore']): AlertBody {
  const { spentMicros, comparedMicros, unknown } = finding;
  return bodyInOrder({
    ...finding,
    spentMicros: spentMicros === null ? null : exactInteger(spentMicros),
    comparedMicros: comparedMicros === null ? null : exactInteger(comparedMicros),
    unknown: [...unknown],
    changedBefore,
  });
}

/** The fields of an alert's body alone, always in the same order. */
const bodyInOrder = (body: AlertBody): AlertBody => ({
  code: body.code,
  severity: body.severity,
  platform: body.platform,
  currency: body.currency,
  from: body.from,
  to: body.to,
  spentMicros: body.spentMicros,
  comparedWith: body.comparedWith,
  comparedMicros: body.comparedMicros,
  message: body.message,
  unknown: body.unknown,
  changedBefore: body.changedBefore,
});
