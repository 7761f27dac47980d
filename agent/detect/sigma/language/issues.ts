import type { InputIssue } from '../../../model/errors.js';
import type { YamlDocument, YamlPath } from '../../content/yaml-documents.js';

/** Collects what is wrong with one document, each mistake with its place. */
export class Issues {
  readonly errors: InputIssue[] = [];
  readonly warnings: InputIssue[] = [];
  readonly #document: YamlDocument;

  constructor(document: YamlDocument) {
    this.#document = document;
  }

  /** An issue that is not collected. */
  at(path: YamlPath, message: string): InputIssue {
    return this.#document.issueAt(path, message);
  }

  error(path: YamlPath, message: string, place: 'value' | 'key' = 'value'): void {
    this.errors.push(this.#document.issueAt(path, message, place));
  }

  warn(path: YamlPath, message: string, place: 'value' | 'key' = 'value'): void {
    this.warnings.push(this.#document.issueAt(path, message, place));
  }
}
