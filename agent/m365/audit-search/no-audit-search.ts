import { OutsideError } from '../../model/errors.js';
import type { AuditSearch } from '../../model/ports.js';

/** Stands for the audit search in a cloud that does not offer it. */
export const NO_AUDIT_SEARCH: AuditSearch = {
  // biome-ignore lint/correctness/useYield: it never comes to that.
  async *search() {
    throw new OutsideError('permission', 'audit search: this cloud offers none', { gap: 'permission' });
  },
};
