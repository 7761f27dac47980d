/** What a record is, kept apart from the record: the product never sees it. */
export interface Label {
  /** Of the campaign that wrote it. */
  readonly campaign: string;
  /** The intruder needed a credential for it. */
  readonly isAuthenticated: boolean;
}

export type LogName = 'signIns' | 'Audit.Exchange' | 'directoryAudits';
