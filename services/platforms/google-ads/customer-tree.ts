import { VendorFailure } from '../port.ts';

/** A customer as Google tells of it: an ad account, or a manager account. */
export type Customer = {
  id: string;
  name: string;
  currency: string;
  timeZone: string;
  isManager: boolean;
  status: string;
};
/** A customer and those right below it. */
export type Family = { self: Customer; clients: readonly Customer[] };
export type Manager = { externalId: string; name: string };
/** An ad account with the managers above it, from the one that the person was invited to. */
export type ReachedCustomer = Customer & { managers: readonly Manager[] };
/** How many customers may be asked for their clients, and how many ad accounts may be found. */
export type TreeBounds = { asked: number; accounts: number };

/** A customer that is to be asked, reached by `login`, which is the first of `managers` or itself. */
type Step = { id: string; login: string; managers: readonly Manager[] };
type ReadFamily = (id: string, login: string) => Promise<Family | null>;

/** As many questions are asked at a time. */
const AT_ONCE = 8;

/**
 * Every ad account that the customers of `roots` reach, each once and by its shortest way. The tree is walked level by level and
 * no customer that answered is asked again, so a manager that stands in two places, or above itself, ends it.
 * @param readFamily asks one customer; null when Google refuses it, and then nothing below it is reached through it
 * @throws VendorFailure `refused` when there are more than the bounds allow: a part of the accounts would look like all of them
 */
export async function walkCustomers(
  roots: readonly string[],
  readFamily: ReadFamily,
  bounds: TreeBounds,
): Promise<ReachedCustomer[]> {
  const reached = new Map<string, ReachedCustomer>();
  const seen = new Set<string>(roots);
  let level: Step[] = [...seen].map((id) => ({ id, login: id, managers: [] }));
  let asked = 0;
  while (level.length > 0) {
    asked += level.length;
    if (asked > bounds.asked) throw tooMany(`${bounds.asked} manager accounts`);
    const families = await readLevel(level, readFamily);
    for (const { step, family } of families) if (family === null) seen.delete(step.id); // another manager may open it
    keepAccounts(families, reached);
    if (reached.size > bounds.accounts) throw tooMany(`${bounds.accounts} ad accounts`);
    level = managersBelow(families, seen);
  }
  return [...reached.values()];
}

type Asked = { step: Step; family: Family | null };

async function readLevel(level: readonly Step[], readFamily: ReadFamily): Promise<Asked[]> {
  const families: Asked[] = [];
  for (let at = 0; at < level.length; at += AT_ONCE) {
    const answers = level.slice(at, at + AT_ONCE).map(async (step) => ({
      step,
      family: await readFamily(step.id, step.login),
    }));
    families.push(...(await Promise.all(answers)));
  }
  return families;
}

/** The customers themselves come first: one that the person was invited to is reached without a manager. */
function keepAccounts(families: readonly Asked[], reached: Map<string, ReachedCustomer>): void {
  const keep = (customer: Customer, managers: readonly Manager[]): void => {
    if (!customer.isManager && !reached.has(customer.id)) reached.set(customer.id, { ...customer, managers });
  };
  for (const { step, family } of families) if (family !== null) keep(family.self, step.managers);
  for (const { step, family } of families)
    for (const client of family?.clients ?? []) keep(client, wayThrough(step, family));
}

function managersBelow(families: readonly Asked[], seen: Set<string>): Step[] {
  const next: Step[] = [];
  for (const { step, family } of families)
    for (const { id, isManager } of family?.clients ?? []) {
      if (!isManager || seen.has(id)) continue;
      seen.add(id);
      next.push({ id, login: step.login, managers: wayThrough(step, family) });
    }
  return next;
}

function wayThrough({ managers }: Step, family: Family | null): Manager[] {
  return family === null ? [] : [...managers, { externalId: family.self.id, name: family.self.name }];
}

function tooMany(what: string): VendorFailure {
  const message = `This sign-in reaches more than ${what}; connect with one that reaches fewer.`;
  return new VendorFailure('refused', 'TOO_MANY_ACCOUNTS', message, { effect: 'read' });
}
