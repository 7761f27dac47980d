/**
 * What a network is used for, where a tuning list knows it. `provider`: the mail provider's own servers, which stand in
 * mail records for their users and say nothing of where somebody is.
 */
export type NetworkClass = 'hosting' | 'vpn' | 'relay' | 'mobile' | 'office' | 'provider';

/** A class of networks by autonomous system number or CIDR range. */
export interface NetworkList {
  readonly class: NetworkClass;
  readonly asns: readonly number[];
  /** CIDR ranges, such as `198.51.100.0/24`. */
  readonly ranges: readonly string[];
}

/** What a SOC tunes in `rules/tuning/`. Points are thousandths of a nat. */
export interface Tuning {
  readonly thresholds: {
    /** Where an incident opens. */
    readonly open: number;
    /** Where containment is justified, given two independent families of evidence. */
    readonly contain: number;
  };
  /** Points by behaviour name; a behaviour that is not named here keeps its own, 0 switches it off. */
  readonly behaviours: Readonly<Record<string, number>>;
  readonly networks: readonly NetworkList[];
  /** Ids of applications that may read mail without being remarked: the provider's mail programs, approved add-ins. */
  readonly applications: readonly string[];
  /** An incident opened by evidence older than this is marked late. */
  readonly latenessMs: number;
}
