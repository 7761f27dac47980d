/** Why a body is no OCSF Detection Finding (class 2004, "OCSF schema 1.3"); null when it is one. */
export function checkFinding(body: unknown): string | null {
  if (!isObject(body)) return 'the body is no JSON object';
  if (body.class_uid !== 2004) return 'class_uid is not 2004';
  if (body.category_uid !== 2) return 'category_uid is not 2';
  const { activity_id: activity, severity_id: severity, metadata, finding_info: info } = body;
  if (!isOneOf(activity, [0, 1, 2, 3, 99])) return 'activity_id is none of the class';
  if (body.type_uid !== 2004 * 100 + Number(activity)) return 'type_uid is not class_uid * 100 + activity_id';
  if (!isOneOf(severity, [0, 1, 2, 3, 4, 5, 6, 99])) return 'severity_id is none of OCSF';
  if (!Number.isSafeInteger(body.time)) return 'time is no whole number of milliseconds';
  if (!isObject(metadata) || !isText(metadata.version)) return 'metadata.version is missing';
  if (!isObject(metadata.product)) return 'metadata.product is missing';
  if (!isObject(info) || !isText(info.uid)) return 'finding_info.uid is missing';
  return isText(info.title) ? null : 'finding_info.title is missing';
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isOneOf(value: unknown, allowed: readonly number[]): boolean {
  return typeof value === 'number' && allowed.includes(value);
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}
