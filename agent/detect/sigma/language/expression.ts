import type { FieldValue, FoundField } from '../fields/field-value.js';

/** Answers for one value of a field. */
export type TextTest = (value: FieldValue) => boolean;

/** Answers for all that a record holds under one field name, a missing field included. */
export type FieldTest = (found: FoundField) => boolean;

/** How two fields of one record are compared (`fieldref`). */
export type PairTest = (left: FieldValue, right: FieldValue) => boolean;

/** A rule's detection, checked and independent of where a log keeps its fields. */
export type Expression = Structure | Question;

/** How parts are joined. */
type Structure =
  | { readonly type: 'and' | 'or'; readonly parts: readonly Expression[] }
  | { readonly type: 'not'; readonly part: Expression };

/** What is asked of a record. Two that have the same `asks` give the same answer; without it nobody can tell. */
type Question =
  | {
      readonly type: 'field';
      readonly asks?: string;
      readonly field: string;
      readonly test: FieldTest;
      /** When the test can only hold for one of these values (in lower case), they are named for the index. */
      readonly equals: readonly string[] | null;
      /** When it can only hold for a value that has one of these in it (in lower case), they are named too. */
      readonly needles?: readonly string[];
      /** It holds just where a value has one of these in it (in lower case). */
      readonly contains?: readonly string[];
      /** It can only hold where the field has a value. */
      readonly needsValue?: true;
    }
  | {
      readonly type: 'reference';
      readonly asks?: string;
      readonly field: string;
      readonly other: string;
      readonly test: PairTest;
    }
  | {
      readonly type: 'keyword';
      readonly asks?: string;
      readonly test: TextTest;
      readonly needles?: readonly string[];
    };

/** Joins parts; a single part stands for itself. */
export function join(type: 'and' | 'or', parts: readonly Expression[]): Expression {
  const [only] = parts;
  return parts.length === 1 && only !== undefined ? only : { type, parts };
}
