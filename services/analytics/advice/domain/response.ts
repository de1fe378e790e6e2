/**
 * Diminishing returns: results grow as spend^0.7. A fixed elasticity, because one campaign's history of two platforms
 * cannot identify a curve; 0.7 lies inside the Hill and log curves that advertising response is fitted with
 * (Jin et al., Bayesian Methods for Media Mix Modeling, Google 2017).
 */
export const ELASTICITY = 0.7;

/** One platform of a campaign: its daily budget and its usual spend a day, in units of the currency. */
export type Spending = { readonly budget: number; readonly spend: number };

/** The share of its budget that a platform manages to spend, at most 1. */
export function utilisation({ budget, spend }: Spending): number {
  return budget <= 0 ? 0 : Math.min(1, spend / budget);
}

/**
 * Results a day at a changed budget, per unit of the observed rate λ (results per money): a platform spends the same
 * share q of any budget, and f(b) = x·(q·b/x)^0.7 where x is the spend at which λ was observed.
 */
function responseAt(platform: Spending, budget: number): number {
  const spend = utilisation(platform) * budget;
  return platform.spend * (spend / platform.spend) ** ELASTICITY;
}

/**
 * The effect of moving `amount` a day: what the receiving platform gains and the giving one loses, each as a multiple
 * of that platform's rate λ. The net effect is gained·λ(to) − lost·λ(from).
 */
export function moveEffect(from: Spending, to: Spending, amount: number): { gained: number; lost: number } {
  return {
    gained: responseAt(to, to.budget + amount) - responseAt(to, to.budget),
    lost: responseAt(from, from.budget) - responseAt(from, from.budget - amount),
  };
}
