/** Where an alert leads its reader. */
export interface AlertLinks {
  /** What stands before a report's file name to make a link of it; null: alerts name the file alone. */
  readonly reportBase: string | null;
  /** What to do about a rule's findings: a link or a sentence, by the rule's id. */
  readonly runbooks: ReadonlyMap<string, string>;
}

export const NO_LINKS: AlertLinks = { reportBase: null, runbooks: new Map() };
