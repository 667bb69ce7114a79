/** What is compared: widths, brackets, case and spaces are forgiven. */
export function forgiven(text: string): string {
  return text
    .normalize('NFKC')
    .replaceAll(/\s/g, '')
    .replaceAll(/[【〔[]/g, '(')
    .replaceAll(/[】〕\]]/g, ')')
    .toLowerCase()
}
