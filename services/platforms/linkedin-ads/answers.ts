import { PLATFORM_NAMES } from '../../../rules/words.ts';
import type { Effect } from '../port.ts';
import { isObject, parseJson, unreadableAnswer, type VendorAnswer } from '../vendor/http.ts';

/** An entity has an id, and says whether it is in use. */
export function entityOf<Entity>(answer: VendorAnswer): Entity {
  const body = parseJson(answer.text);
  if (answer.status !== 200 || !isEntity(body)) throw unreadable(answer, 'read');
  return body as Entity;
}

function isEntity(body: unknown): boolean {
  if (!isObject(body)) return false;
  const { id, status = body['intendedStatus'] } = body;
  return (typeof id === 'number' || (typeof id === 'string' && id !== '')) && typeof status === 'string';
}

/** A page of a finder: its entities, and the token of the next page. */
export function pageOf<Entity>(answer: VendorAnswer): { elements: Entity[]; next: string | undefined } {
  const body = parseJson(answer.text);
  const { elements, metadata } = isObject(body) ? body : {};
  const next = isObject(metadata) ? metadata['nextPageToken'] : undefined;
  if (answer.status !== 200 || !Array.isArray(elements) || !elements.every(isEntity))
    throw unreadable(answer, 'read');
  if (next !== undefined && typeof next !== 'string') throw unreadable(answer, 'read');
  return { elements: elements as Entity[], next };
}

/** The rows of a report: each has its day and names what it is of. */
export function reportOf<Element>(answer: VendorAnswer): Element[] {
  const body = parseJson(answer.text);
  const elements = isObject(body) ? body['elements'] : undefined;
  if (answer.status !== 200 || !Array.isArray(elements) || !elements.every(isReportRow))
    throw unreadable(answer, 'read');
  return elements as Element[];
}

function isReportRow(element: unknown): boolean {
  if (!isObject(element)) return false;
  const { pivotValues, dateRange } = element;
  return (
    Array.isArray(pivotValues) &&
    pivotValues.length > 0 &&
    isObject(dateRange) &&
    isObject(dateRange['start'])
  );
}

/** The role of a person in an ad account, which is named by its URN. */
export type AccountRole = { account: string; role: string };

/** A page of roles. */
export function rolesOf(answer: VendorAnswer): AccountRole[] {
  const body = parseJson(answer.text);
  const elements = isObject(body) ? body['elements'] : undefined;
  if (answer.status !== 200 || !Array.isArray(elements) || !elements.every(isRole))
    throw unreadable(answer, 'read');
  return elements.map(({ account, role }) => ({ account, role }));
}

function isRole(element: unknown): element is AccountRole {
  return isObject(element) && typeof element['account'] === 'string' && typeof element['role'] === 'string';
}

/** A creation is answered 201 with the id in a header. */
export function createdId(answer: VendorAnswer): string {
  const id = answer.headers.get('x-restli-id') ?? answer.headers.get('x-linkedin-id') ?? '';
  if (answer.status !== 201 || id === '') throw unreadable(answer, 'write');
  return decodeURIComponent(id);
}

/** A change and a deletion are answered 204, without a body. */
export function requireNoContent(answer: VendorAnswer): void {
  if (answer.status !== 204) throw unreadable(answer, 'write');
}

function unreadable(answer: VendorAnswer, effect: Effect) {
  return unreadableAnswer(PLATFORM_NAMES['linkedin-ads'], answer, effect);
}
