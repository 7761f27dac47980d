import type { ReadableFile, Workspace } from '../../../../agent/model/positioned-file.js';

/** Files in memory, by name. */
export function memoryFiles(): Workspace & { readonly files: Map<string, Buffer> } {
  const files = new Map<string, Buffer>();
  return {
    files,
    create(name) {
      const parts: Buffer[] = [];
      let whole = Buffer.alloc(0);
      return {
        append: (bytes) => {
          parts.push(Buffer.from(bytes));
        },
        writeAt(position, bytes) {
          whole = Buffer.concat(parts);
          whole.set(bytes, position);
          parts.splice(0, parts.length, whole);
        },
        close: () => {
          files.set(name, Buffer.concat(parts));
        },
      };
    },
    open: (name) => memoryFile(files.get(name) ?? Buffer.alloc(0)),
  };
}

export function memoryFile(bytes: Buffer): ReadableFile {
  return {
    sizeBytes: bytes.length,
    read: (position, length) => bytes.subarray(position, position + length),
    close: () => {},
  };
}
