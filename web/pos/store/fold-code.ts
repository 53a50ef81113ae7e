/** A code as scanners and people give it: the same article by SKU in any case, by GTIN in 8 to 14 digits. */
export function foldCode(code: string): string {
  const bare = code.trim().replaceAll(/[\s-]/g, '').toUpperCase()
  return /^\d{8,14}$/.test(bare) ? bare.padStart(14, '0') : bare
}
