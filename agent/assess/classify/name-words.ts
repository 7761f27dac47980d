/** Words that stand in no name as we look for them: with those of a family name (`de`, `von`) it is found by what follows. */
const NO_NAMES: ReadonlySet<string> = new Set(
  'a al an and at by call called customer der die das dem den due durch ein eine einem einer en es est et for from has have he her his i im in is ist la le les los mit my not of on or pide por pour she that the their they tiene un una und une was wegen will with y'.split(
    ' ',
  ),
);

/** Whether each word, in lower case, can be one of a name: in a line of capitals every word looks like it. */
export function isOfNames(text: string): boolean {
  return text.split(' ').every((word) => !NO_NAMES.has(word));
}
