/** A file of a rule directory, as it was read. `file` is the name that messages give it. */
export interface ContentFile {
  readonly file: string;
  readonly text: string;
  /** Position of the directory that it is from: of two that declare the same, the later holds. 0 if not given. */
  readonly layer?: number;
  /** The product brings it beside the directories that a person named: its tests are not theirs to run, nor missed. */
  readonly isBrought?: true;
}
