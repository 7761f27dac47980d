const PORTAL = /^(\d{1,2})\/(\d{1,2})\/(\d{4}),? (\d{1,2}):(\d\d):(\d\d)(\.\d{1,7})? ?([AP]M)?$/i;

/**
 * The time of a portal's CSV, `5/20/2020, 6:19:04.423 PM` (month first, UTC), in ISO 8601. Any other text is given back as
 * it is.
 */
export function toIsoTime(text: string): string {
  const match = PORTAL.exec(text.trim());
  if (match === null) return text;
  const [, month = '', day = '', year = '', hour = '', minute, second, fraction = '', half] = match;
  const hours = (Number(hour) % (half === undefined ? 24 : 12)) + (half?.toUpperCase() === 'PM' ? 12 : 0);
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return `${date}T${String(hours).padStart(2, '0')}:${minute}:${second}${fraction}Z`;
}
