/** A square code (ISO/IEC 18004) as an SVG with its quiet zone. The library that draws it is loaded with the first one. */
export async function qrOf(text: string): Promise<string> {
  const { default: bwip } = await import('bwip-js/node')
  return bwip.toSVG({ bcid: 'qrcode', text, padding: 2 })
}
