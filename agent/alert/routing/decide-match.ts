import type { Alert } from '../../model/alert.js';
import { briefOf } from '../../model/alert-brief.js';
import type { AlertMatch } from '../../model/alert-routing.js';

/** Whether an alert is one of those that a route or a silence means. */
export function decideMatch(alert: Alert, match: AlertMatch): boolean {
  const { subject, reasons } = briefOf(alert);
  return (
    isAnyOf(match.severities, [alert.severity]) &&
    isAnyOf(match.kinds, [subject.kind]) &&
    isAnyOf(match.milestones, [alert.milestone]) &&
    isAnyOf(match.classes, subject.classes) &&
    isAnyLike(match.mailboxes, [subject.name]) &&
    isAnyLike(
      match.rules,
      reasons.map(({ rule }) => rule),
    )
  );
}

function isAnyOf(wanted: readonly string[], found: readonly string[]): boolean {
  return wanted.length === 0 || found.some((one) => wanted.includes(one));
}

function isAnyLike(patterns: readonly string[], found: readonly string[]): boolean {
  return patterns.length === 0 || found.some((one) => patterns.some((pattern) => isLike(one, pattern)));
}

/** `*` stands for any text. The parts are looked for one after the other, so that the time grows with the text alone. */
function isLike(text: string, pattern: string): boolean {
  const [first = '', ...rest] = pattern.toLowerCase().split('*');
  const last = rest.pop();
  const value = text.toLowerCase();
  if (last === undefined) return value === first;
  if (!value.startsWith(first) || value.length < first.length + last.length) return false;
  let at = first.length;
  for (const part of rest) {
    const found = value.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return value.endsWith(last) && value.length - last.length >= at;
}
