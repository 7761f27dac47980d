import type { Proof } from '../../model/exposure.js';

const STRONGEST_FIRST: readonly Proof[] = [
  'opened',
  'synced',
  'cannot-exclude',
  'left',
  'searched',
  'present',
];

/** The one of two proofs that shows more. */
export function strongerProof(left: Proof, right: Proof): Proof {
  return STRONGEST_FIRST.indexOf(left) <= STRONGEST_FIRST.indexOf(right) ? left : right;
}
