import { crc32 } from 'node:zlib'

type Pattern = 'waves' | 'rings' | 'bands'

const grey: Readonly<Record<Pattern, (x: number, y: number) => number>> = {
  waves: (x, y) => (Math.floor((x + 2 * y) / 6) % 4) * 60,
  rings: (x, y) => (Math.floor(((x - 32) ** 2 + (y - 24) ** 2) / 120) % 5) * 50,
  bands: (x, y) => ((Math.floor(x / 16) + Math.floor(y / 12)) % 3) * 80 + 40,
}

/**
 * A small grey PNG in place of a photograph. Its pixels are stored and not compressed: zlib may compress otherwise in
 * another version, and the bytes must be the same everywhere.
 */
export function picture(width: number, height: number, pattern: Pattern): Uint8Array {
  const rows = Buffer.alloc((width + 1) * height)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) rows[y * (width + 1) + 1 + x] = grey[pattern](x, y)
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  // Eight bits of grey; the other three bytes are 0.
  header[8] = 8
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('IDAT', stored(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function chunk(type: string, content: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), content])
  const framed = Buffer.alloc(named.length + 8)
  framed.writeUInt32BE(content.length, 0)
  named.copy(framed, 4)
  framed.writeUInt32BE(crc32(named), named.length + 4)
  return framed
}

/** One stored block of a zlib stream (RFC 1950, 1951), of at most 65,535 bytes. */
function stored(content: Buffer): Buffer {
  const head = Buffer.from([0x78, 0x01, 0x01, 0, 0, 0, 0])
  head.writeUInt16LE(content.length, 3)
  head.writeUInt16LE(0xffff - content.length, 5)
  const tail = Buffer.alloc(4)
  tail.writeUInt32BE(adler32(content), 0)
  return Buffer.concat([head, content, tail])
}

function adler32(content: Buffer): number {
  let [a, b] = [1, 0]
  for (const byte of content) {
    a = (a + byte) % 65521
    b = (b + a) % 65521
  }
  return b * 65536 + a
}
