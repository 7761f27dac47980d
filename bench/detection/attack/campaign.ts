import type { Label } from '../logging/label.js';

/** One intrusion, as only the judge knows it. */
export interface Campaign {
  readonly id: string;
  /** `A7`; see `catalogue.ts`. */
  readonly technique: string;
  /** UPNs of the accounts on which a case is right, lower case. */
  readonly subjects: Set<string>;
  /** Messages that the intruder reached, whether the log shows them or not. */
  readonly exposures: { readonly atMs: number; readonly messages: number }[];
}

export function createCampaign(id: string, technique: string): Campaign {
  return { id, technique, subjects: new Set(), exposures: [] };
}

export function authenticated({ id }: Campaign): Label {
  return { campaign: id, isAuthenticated: true };
}

/** What anybody at the door can cause. */
export function unauthenticated({ id }: Campaign): Label {
  return { campaign: id, isAuthenticated: false };
}
