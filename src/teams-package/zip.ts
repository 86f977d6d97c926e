import { crc32, deflateRawSync } from 'node:zlib';

export interface ZipEntry {
  /** Path inside the archive, with forward slashes. */
  readonly name: string;
  readonly content: Uint8Array;
}

const version = 20; // 2.0: deflate
const utf8Names = 0x0800;
const deflated = 8;
/** 1 January 1980, the earliest there is: the same content makes the same archive on any day. */
const date = (1 << 5) | 1;

/**
 * A ZIP archive (PKWARE APPNOTE 6.3), in memory, for a few small files: no ZIP64, so at most 65,535 entries and
 * 4 GB. The order of entries is kept.
 */
export function zip(entries: readonly ZipEntry[]): Buffer {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, content } of entries) {
    const path = Buffer.from(name, 'utf8');
    const packed = deflateRawSync(content, { level: 9 });
    const described = describe({ path, content, packed });
    const local = Buffer.concat([number(0x04034b50, 4), described, path, packed]);
    locals.push(local);
    directory.push(
      Buffer.concat([
        number(0x02014b50, 4),
        number(version, 2), // made by
        described,
        Buffer.alloc(10), // no comment, first disk, no attributes
        number(offset, 4),
        path,
      ]),
    );
    offset += local.length;
  }
  const listed = Buffer.concat(directory);
  const count = number(entries.length, 2);
  return Buffer.concat([
    ...locals,
    listed,
    number(0x06054b50, 4),
    Buffer.alloc(4), // one disk
    count,
    count,
    number(listed.length, 4),
    number(offset, 4),
    number(0, 2), // no comment
  ]);
}

/** What the entry and its line in the directory say alike. */
function describe({ path, content, packed }: { path: Buffer; content: Uint8Array; packed: Buffer }): Buffer {
  return Buffer.concat([
    number(version, 2),
    number(utf8Names, 2),
    number(deflated, 2),
    number(0, 2), // midnight
    number(date, 2),
    number(crc32(content), 4),
    number(packed.length, 4),
    number(content.length, 4),
    number(path.length, 2),
    number(0, 2), // nothing extra
  ]);
}

function number(value: number, bytes: 2 | 4): Buffer {
  const written = Buffer.alloc(bytes);
  written.writeUIntLE(value, 0, bytes);
  return written;
}
