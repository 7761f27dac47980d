/** `2026-08-19T14:59:58Z`, to the second. */
export function toSecond(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19)}Z`;
}

/** `2026-08-19T14:59:58.1234567Z`: Graph gives seven digits for some records. */
export function toSevenDigits(ms: number, lastFour: string): string {
  return `${new Date(ms).toISOString().slice(0, 23)}${lastFour}Z`;
}

/** Unified audit log times are UTC without a mark for it ("Management Activity API schema", CreationTime). */
export function toAuditTime(ms: number): string {
  return new Date(ms).toISOString().slice(0, 19);
}

/** `08/19/2026`, for mail texts. */
export function toUsDate(ms: number): string {
  const [year, month, day] = new Date(ms).toISOString().slice(0, 10).split('-');
  return `${month}/${day}/${year}`;
}

/** The whole second before. */
export function floorToSecond(ms: number): number {
  return Math.floor(ms / 1000) * 1000;
}
