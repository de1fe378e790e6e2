/** One step of the way to a field in a vendor's own request; `index` counts from 0. */
export type FieldStep = { name: string; index?: number | undefined };

/**
 * A field of a vendor's request as people read it, by the last two steps to it: `…responsive_search_ad.headlines[1].text` is
 * “headlines 2, text”, `/dailyBudget/amount` “daily budget, amount”. Empty where no step is named.
 */
export function fieldInWords(steps: readonly FieldStep[]): string {
  return steps
    .slice(-2)
    .map(({ name, index }) => (index === undefined ? plain(name) : `${plain(name)} ${index + 1}`))
    .filter((words) => words !== '')
    .join(', ');
}

/** The steps of a path that is written with slashes: `/content/textAd/headline`, `/creatives/0/name`. */
export function stepsOfPath(path: string): FieldStep[] {
  const steps: FieldStep[] = [];
  for (const part of path.split('/').filter((one) => one !== '')) {
    const last = steps.at(-1);
    if (/^\d+$/.test(part) && last !== undefined) last.index = Number(part);
    else steps.push({ name: part });
  }
  return steps;
}

/** `dailyBudget` and `daily_budget` are “daily budget”. */
const plain = (name: string): string =>
  name
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replaceAll(/[_.\s]+/g, ' ')
    .trim()
    .toLowerCase();
