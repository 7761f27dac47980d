import type { Alert } from './alert.js';
import type { TargetClass } from './containment.js';

/** What people read of an alert, in sentences and short lines; every sink lays them out in its own way. */
export interface AlertBrief {
  /** What all alerts about one thing share: the incident's id, or that of a trouble of our own. */
  readonly key: string;
  readonly state: 'open' | 'acknowledged' | 'ended';
  readonly subject: AlertSubject;
  /** Null for what is no incident. Thousandths. */
  readonly score: { readonly points: number; readonly threshold: number } | null;
  /** The weightiest first. */
  readonly reasons: readonly BriefReason[];
  readonly done: readonly string[];
  readonly notDone: readonly string[];
  readonly next: readonly string[];
  readonly coverage: readonly string[];
  /** Where the report is, as a link where one is configured, else its file name; null where none is written. */
  readonly report: string | null;
  /** What a person types to see the case; null where there is none. */
  readonly command: string | null;
}

/** Whom an alert is about, as far as routes may ask. */
export interface AlertSubject {
  readonly kind: 'mailbox' | 'actor' | 'system';
  /** User principal name or id of the account, or the name of what is in trouble. */
  readonly name: string;
  /** What the directory knows the account to be; empty when it says nothing. */
  readonly classes: readonly TargetClass[];
}

export interface BriefReason {
  readonly rule: string;
  /** Thousandths. */
  readonly points: number;
  readonly text: string;
}

/** The brief of an alert; for one that an older version stored, what can be said of it. */
export function briefOf(alert: Alert): AlertBrief {
  return alert.brief ?? shortBrief(alert);
}

function shortBrief({ id, incident, milestone, title }: Alert): AlertBrief {
  return {
    key: incident ?? id,
    state: milestone === 'withdrawn' || milestone === 'closed' ? 'ended' : 'open',
    subject: {
      kind: incident === null ? 'system' : 'mailbox',
      name: title.split(': ')[0] ?? '',
      classes: [],
    },
    score: null,
    reasons: [],
    done: [],
    notDone: [],
    next: [],
    coverage: [],
    report: incident === null ? null : `${incident}.html`,
    command: incident === null ? null : `mailwarden incidents show ${incident} --config <file>`,
  };
}
