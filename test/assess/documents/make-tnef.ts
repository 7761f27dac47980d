/** One property of a message or an attachment: number, type, and its bytes. */
export type Property = readonly [id: number, type: number, bytes: Uint8Array];

export interface TnefAttachment {
  readonly name?: string;
  readonly bytes?: Uint8Array;
  readonly properties?: readonly Property[];
}

export interface TnefMessage {
  readonly subject?: string;
  readonly body?: string;
  readonly properties?: readonly Property[];
  readonly attachments?: readonly TnefAttachment[];
}

const [MESSAGE, ATTACHMENT] = [1, 2] as const;

/** A winmail.dat as [MS-OXTNEF] lays it out. */
export function makeTnef({ subject, body, properties, attachments = [] }: TnefMessage): Buffer {
  return Buffer.concat([
    Buffer.from([0x78, 0x9f, 0x3e, 0x22, 1, 0]),
    ...(subject === undefined ? [] : [attribute(MESSAGE, 0x00018004, Buffer.from(`${subject}\0`))]),
    ...(body === undefined ? [] : [attribute(MESSAGE, 0x0002800c, Buffer.from(`${body}\0`))]),
    ...(properties === undefined ? [] : [attribute(MESSAGE, 0x00069003, propertiesOf(properties))]),
    ...attachments.flatMap(({ name, bytes, properties: own }) => [
      attribute(ATTACHMENT, 0x00069002, Buffer.alloc(14)),
      ...(name === undefined ? [] : [attribute(ATTACHMENT, 0x00018010, Buffer.from(`${name}\0`))]),
      ...(bytes === undefined ? [] : [attribute(ATTACHMENT, 0x0006800f, Buffer.from(bytes))]),
      ...(own === undefined ? [] : [attribute(ATTACHMENT, 0x00069005, propertiesOf(own))]),
    ]),
  ]);
}

function attribute(level: number, id: number, data: Buffer): Buffer {
  const sum = data.reduce((total, byte) => (total + byte) & 0xffff, 0);
  return Buffer.concat([Buffer.from([level]), word(id), word(data.length), data, half(sum)]);
}

/** Strings, bytes and objects behind a count and their length, filled up to whole words; a number as it is. */
function propertiesOf(properties: readonly Property[]): Buffer {
  const parts = properties.map(([id, type, bytes]) => {
    const isNamed = id >= 0x8000;
    const name = isNamed
      ? Buffer.concat([Buffer.alloc(16), word(1), word(3), Buffer.from('abc\0')])
      : Buffer.alloc(0);
    const value =
      type === 0x0003
        ? Buffer.from(bytes)
        : Buffer.concat([
            word(1),
            word(bytes.length),
            Buffer.from(bytes),
            Buffer.alloc((4 - (bytes.length % 4)) % 4),
          ]);
    return Buffer.concat([half(type), half(id), name, value]);
  });
  return Buffer.concat([word(parts.length), ...parts]);
}

function word(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

function half(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return bytes;
}
