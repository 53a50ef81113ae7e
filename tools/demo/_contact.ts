import sharp from 'sharp'
import { SHAPES, draw } from './drawing/draw.ts'
import { COLOURS } from './drawing/colours.ts'
import { PATTERNS } from './drawing/paint.ts'
const names = Object.keys(SHAPES) as (keyof typeof SHAPES)[]
const cols = Object.values(COLOURS)
const W=150,H=188
const cells: any[] = []
let n=0
for (const shape of names) for (let v=0; v<3; v++) {
  const c = cols[(n*5+3)%cols.length]!; const pattern = PATTERNS[(n*3+v)%5]!
  cells.push({ input: await sharp(Buffer.from(draw({shape, hex:c.hex, pattern, variation:v}, W))).png().toBuffer(), left: (n%12)*W, top: Math.floor(n/12)*H })
  n++
}
await sharp({create:{width:12*W,height:Math.ceil(n/12)*H,channels:3,background:'#fff'}}).composite(cells).png().toFile('/tmp/hilo/contact.png')
