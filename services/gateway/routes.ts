import { currencyRateContracts } from '../../contracts/analytics/currency-rates.ts';
import { factContracts } from '../../contracts/analytics/facts.ts';
import { importContracts } from '../../contracts/analytics/imports.ts';
import { newsContracts } from '../../contracts/analytics/news.ts';
import { reportContracts } from '../../contracts/analytics/reports.ts';
import { searchTermContracts } from '../../contracts/analytics/search-terms.ts';
import { trailContracts } from '../../contracts/auth/trail.ts';
import { publishingContracts } from '../../contracts/campaign/publishing.ts';
import type { PublicContract } from '../../contracts/http.ts';
import { namesIn } from '../../contracts/places.ts';
import { publicContracts } from '../../contracts/routes.ts';
import { answerMaker } from './exchange/answer.ts';
import type { Handle } from './exchange/exchange.ts';
import { paramsReader } from './exchange/params.ts';
import { streamOperation } from './operations/events.ts';
import { streamNews } from './live/stream-news.ts';
import { tableReport } from './reports/table-report.ts';
import { exportAuditTrail } from './trail/export.ts';
import { uploadCurrencyRates } from './uploads/currency-rates.ts';
import { uploadImport } from './uploads/import.ts';
import { uploadMetrics } from './uploads/metrics.ts';

/** One route of the API, with everything that its requests need prepared. */
export type Route = {
  method: string;
  path: string;
  /** The names of the path's parameters. */
  names: readonly string[];
  contract: PublicContract;
  handle: Handle;
};

/** Handlers of routes whose requests or responses are not only JSON. */
const HANDLERS: ReadonlyMap<PublicContract, Handle> = new Map<PublicContract, Handle>([
  [factContracts.ingest, uploadMetrics],
  [currencyRateContracts.setCurrencyRates, uploadCurrencyRates],
  [importContracts.commitImport, uploadImport],
  [reportContracts.performance, tableReport(reportContracts.performance, 'performance')],
  [searchTermContracts.searchTerms, tableReport(searchTermContracts.searchTerms, 'search-terms')],
  [trailContracts.exportAuditEvents, exportAuditTrail],
]);

/** Handlers of routes that tell events. */
const STREAMS: ReadonlyMap<PublicContract, Handle> = new Map<PublicContract, Handle>([
  [publishingContracts.operation, streamOperation],
  [newsContracts.news, streamNews],
]);

/** All routes of the API: one for each contract, and one more for contracts with an event stream. */
export const routes: readonly Route[] = publicContracts.flatMap((contract) => {
  const { method, path, events } = contract.http;
  const route = routeOf(contract, method, path, HANDLERS.get(contract) ?? plainHandle(contract));
  return events === undefined ? [route] : [route, routeOf(contract, 'GET', events, streamOf(contract))];
});

/** @throws Error for a contract that names a stream which nobody serves */
function streamOf(contract: PublicContract): Handle {
  const handle = STREAMS.get(contract);
  if (!handle) throw new Error(`nothing tells the events of ${contract.name}`);
  return handle;
}

function routeOf(contract: PublicContract, method: string, path: string, handle: Handle): Route {
  return { method, path, names: namesIn(path), contract, handle };
}

/** The handler of a plain route: reads the parameters, calls the action and answers its result. */
function plainHandle(contract: PublicContract): Handle {
  const readParams = paramsReader(contract);
  const answer = answerMaker(contract);
  return async (exchange) => {
    const params = await readParams(exchange);
    return answer(await exchange.inShare(() => exchange.call(contract, params)));
  };
}
