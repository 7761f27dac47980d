import { type BrakeSettings, USUAL_BRAKE } from '../../model/brake.js';

/** Under which terms the brake judges. */
export interface BrakeTerms {
  readonly settings: BrakeSettings;
  /** Number of accounts of the tenant, as far as is known. */
  readonly accounts: number;
}

export const USUAL_TERMS: BrakeTerms = { settings: USUAL_BRAKE, accounts: 0 };
