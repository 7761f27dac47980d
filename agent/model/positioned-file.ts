/** A file that is read by position. Raises Node's own error. */
export interface ReadableFile {
  readonly sizeBytes: number;
  /** Shorter than `length` only at the end of the file. */
  read(position: number, length: number): Uint8Array;
  close(): void;
}

/** A new file that is written from its beginning on. Raises Node's own error. */
export interface WritableFile {
  append(bytes: Uint8Array): void;
  /** Overwrites what was appended before. */
  writeAt(position: number, bytes: Uint8Array): void;
  /** Everything is on the disk when it returns. */
  close(): void;
}

/** Files that live as long as one piece of work, by names of its choosing. */
export interface Workspace {
  create(name: string): WritableFile;
  open(name: string): ReadableFile;
}
