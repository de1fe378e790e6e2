import type { News } from '../../../../contracts/analytics/news.ts';

/**
 * One answer out of two lists in the order of their numbers, which were read up to a count each: nothing is told behind
 * something that was not read yet, or that was given its number after `number` was read.
 */
export function cutNews(
  number: number,
  figures: News['figures'],
  alerts: News['alerts'],
  count: number,
): News {
  const end = Math.min(number, endOf(figures, count), endOf(alerts, count));
  const isTold = (one: { number: number }) => one.number <= end;
  return {
    last: end,
    missed: false,
    more: end < number,
    figures: figures.filter(isTold),
    alerts: alerts.filter(isTold),
  };
}

/** Behind the last of a full list there may be more. */
const endOf = (list: readonly { number: number }[], count: number): number =>
  list.length < count ? Number.MAX_SAFE_INTEGER : (list.at(-1)?.number ?? 0);
