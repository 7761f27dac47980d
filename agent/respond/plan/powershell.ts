/**
 * A value as a PowerShell string that nothing in it can leave. PowerShell ends a string at any of the typographic single quotes
 * too ("about_Quoting_Rules"), so a value with anything beyond plain address characters is refused with null.
 */
export function quotedForPowerShell(value: string): string | null {
  if (!/^[\p{L}\p{N}._+@'-]{1,256}$/u.test(value)) return null;
  return `'${value.replaceAll("'", "''")}'`;
}
