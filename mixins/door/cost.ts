/** What a request brings: rows and bytes. `spent`: it was worked on already, so it is counted and never refused. */
export type Cost = { rows: number; bytes: number; spent?: boolean };
export type Charge = (cost: Cost) => Promise<void>;

/** A request counts as one; for each thousand rows and each MiB that it brings it counts as one more. */
const ROWS_OF_POINT = 1_000;
const BYTES_OF_POINT = 1024 * 1024;

/** Returns the function that counts one request's costs, which may come in many parts, as whole points. */
export function chargeOf(count: {
  take: (points: number) => Promise<void>;
  spend: (points: number) => Promise<void>;
}): Charge {
  let cost = 0;
  let charged = 0;
  return async ({ rows, bytes, spent = false }) => {
    cost += rows / ROWS_OF_POINT + bytes / BYTES_OF_POINT;
    const points = Math.floor(cost) - charged;
    if (points === 0) return;
    charged += points;
    await (spent ? count.spend(points) : count.take(points));
  };
}
