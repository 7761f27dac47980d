import type { Alert } from '../../model/alert.js';
import { briefOf } from '../../model/alert-brief.js';
import type { JsonObject } from '../../model/json.js';
import type { Telling } from '../../model/telling.js';

/** An alert for a log store: flat fields to search by, and the whole finding. */
export function renderRow(alert: Alert, telling: Telling): JsonObject {
  const { key, state, subject, score, reasons, next, report } = briefOf(alert);
  return {
    alert: alert.id,
    thread: key,
    incident: alert.incident,
    milestone: alert.milestone,
    state,
    severity: alert.severity,
    at: alert.at,
    title: alert.title,
    subjectKind: subject.kind,
    subject: subject.name,
    score: score?.points ?? null,
    threshold: score?.threshold ?? null,
    rules: [...new Set(reasons.map(({ rule }) => rule))],
    next: [...next],
    report,
    reminder: telling.reminder,
    mayBeRepeat: telling.mayBeRepeat,
    finding: alert.body,
  };
}
