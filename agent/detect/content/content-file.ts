/** A file of a rule directory, as it was read. `file` is the name that messages give it. */
export interface ContentFile {
  readonly file: string;
  readonly text: string;
}
