import { Journal } from '../journal.ts';
import { isObject, type Json } from '../wire.ts';
import { FIGURE_NAMES, NO_FIGURES, type DayFigures } from './day-figures.ts';

/** Figures that a test or a person ordered for one thing and day, in place of those that are made up for its campaign. */
export type ToldFigures = { object: string; date: string; figures: DayFigures };

/** What was ordered; the last word on a thing and day counts. */
export class Told {
  #journal: Journal<ToldFigures>;

  constructor(file?: string) {
    this.#journal = new Journal(file);
  }

  async tell(body: Json | undefined): Promise<ToldFigures> {
    const told = parse(body ?? {});
    await this.#journal.append(told);
    return told;
  }

  all(): ToldFigures[] {
    const last = new Map(this.#journal.entries.map((told) => [`${told.object} ${told.date}`, told]));
    return [...last.values()];
  }

  reset(): Promise<void> {
    return this.#journal.rewrite(() => []);
  }

  close(): Promise<void> {
    return this.#journal.close();
  }
}

function parse({ object, date, ...given }: Json): ToldFigures {
  if (typeof object !== 'string') throw new Error('object must be a resource name or a URN');
  if (typeof date !== 'string' || !/^\d{4}-\d\d-\d\d$/.test(date)) throw new Error('date must be a day');
  const stray = Object.keys(given).find((name) => !FIGURE_NAMES.includes(name as keyof DayFigures));
  if (stray !== undefined) throw new Error(`${stray} is not known`);
  const wrong = Object.entries(given).find(([, value]) => typeof value !== 'number' || !(value >= 0));
  if (wrong !== undefined) throw new Error(`${wrong[0]} must be a number that is not negative`);
  if (!isObject(given)) throw new Error('figures are missing');
  return { object, date, figures: { ...NO_FIGURES, ...(given as Partial<DayFigures>) } };
}
