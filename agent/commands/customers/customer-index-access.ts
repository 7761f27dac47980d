import { type OpenRegister, openRegister } from '../../assess/customers/register/open-register.js';
import { CustomerIndexError, type IndexAccess } from '../../model/customer-index.js';
import type { ReadableFile } from '../../model/positioned-file.js';
import { fileStamp, openReadable } from '../../runtime/positioned-files.js';

/** The index file of a configuration, as it is at each call: a list that was indexed anew is used from then on. */
export interface CustomerIndexAccess {
  current(): IndexAccess;
  close(): void;
}

/** Nothing is opened before the first call. An index that cannot be used is a reason with what to do about it. */
export function accessCustomerIndex(path: string, key: Uint8Array): CustomerIndexAccess {
  let opened: { readonly stamp: string; readonly file: ReadableFile; readonly index: OpenRegister } | null =
    null;
  const close = (): void => {
    opened?.file.close();
    opened = null;
  };
  return {
    current() {
      const stamp = fileStamp(path);
      if (stamp === null) return { index: null, reason: MISSING };
      if (opened?.stamp === stamp) return { index: opened.index, reason: null };
      close();
      try {
        opened = { stamp, ...openAt(path, key) };
        return { index: opened.index, reason: null };
      } catch (cause) {
        return { index: null, reason: reasonOf(cause) };
      }
    },
    close,
  };
}

const MISSING =
  'exposure.customers.index names a file that is not there; build it with "mailwarden customers index"';

function openAt(
  path: string,
  key: Uint8Array,
): { readonly file: ReadableFile; readonly index: OpenRegister } {
  const file = openReadable(path);
  try {
    return { file, index: openRegister(file, key) };
  } catch (cause) {
    file.close();
    throw cause;
  }
}

function reasonOf(cause: unknown): string {
  if (cause instanceof CustomerIndexError) return cause.message;
  const code = (cause as { code?: string }).code;
  if (code === undefined) throw cause;
  return `the customer index cannot be read (${code}); correct its rights`;
}
