import type { Alert } from '../../model/alert.js';
import { briefOf } from '../../model/alert-brief.js';
import type { JsonObject } from '../../model/json.js';
import type { Telling } from '../../model/telling.js';

/** "Service limits: Logs Ingestion API", learn.microsoft.com: 1 MB a call, 64 KB a column. */
const MOST_COLUMN_BYTES = 64 * 1024;

/** An alert as a row of the table that docs/alerts.md describes. A finding that is too long for a column is left to the report. */
export function renderSentinel(alert: Alert, telling: Telling): JsonObject {
  const { key, state, subject, score, reasons, report } = briefOf(alert);
  const finding = JSON.stringify(alert.body);
  return {
    TimeGenerated: alert.at,
    AlertId: alert.id,
    ThreadId: key,
    IncidentId: alert.incident ?? '',
    Milestone: alert.milestone,
    State: state,
    Severity: alert.severity,
    Title: alert.title,
    SubjectKind: subject.kind,
    Subject: subject.name,
    Score: (score?.points ?? 0) / 1000,
    Rules: [...new Set(reasons.map(({ rule }) => rule))],
    Report: report ?? '',
    Reminder: telling.reminder,
    MayBeRepeat: telling.mayBeRepeat,
    Finding:
      Buffer.byteLength(finding) <= MOST_COLUMN_BYTES
        ? alert.body
        : { message: alert.title, isShortened: true },
  };
}
