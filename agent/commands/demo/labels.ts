/** The truth about the simulated tenant, as the simulator writes it apart from the logs. */
export interface Labels {
  readonly seed: number;
  readonly attacked: readonly LabelledMailbox[];
  readonly lookAlikes: readonly { readonly mailbox: string; readonly kind: string; readonly why: string }[];
  readonly customersByGroup: { readonly account: number; readonly sensitive: number };
}

export interface LabelledMailbox {
  readonly mailbox: string;
  readonly technique: string;
  /** Its intruder comes while we watch. */
  readonly live: boolean;
  readonly verdict: 'yes' | 'no';
  readonly customers: readonly { readonly group: 'account' | 'sensitive' }[];
}
