import { plainHeader, spelling } from './columns.ts';

const listed = (names: string): ReadonlySet<string> => new Set(names.split('|').map(spelling));
/** LinkedIn's headers of the first day of a row, which may be that of a week, a month or the whole report. */
const STARTS = listed(
  'Start Date|Startdatum|Date de début|Fecha de inicio|Data de início|Data inizio|Data di inizio|Begindatum|Data rozpoczęcia|開始日',
);
const ENDS = listed(
  'End Date|Enddatum|Date de fin|Fecha de finalización|Fecha de fin|Data de término|Data de fim|Data fine|Data di fine|Einddatum|Data zakończenia|終了日',
);
/** Google's headers of the segment Day. */
const DAYS = listed('Day|Tag|Jour|Día|Dia|Giorno|Dag|Dzień|日|segments.date');

/** Whether a column holds the day on which something begins: what a row stands for, or the campaign itself. */
export const isStart = (header: string): boolean => STARTS.has(plainHeader(header));
/** Whether a column holds the day on which something ends. */
export const isEnd = (header: string): boolean => ENDS.has(plainHeader(header));
/** Whether a column holds days and nothing but days. */
export const isDay = (header: string): boolean => DAYS.has(plainHeader(header));
