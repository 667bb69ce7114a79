export async function rejectedWorkbook(..._: unknown[]): Promise<Uint8Array> {
  throw new Error('soon')
}
