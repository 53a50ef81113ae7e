import sharp from 'sharp'
import { storePicture } from '#catalog'
import { draw, SHAPES } from './drawing/draw.ts'
process.env['HILO_DATA']='/tmp/hilo/demo-pics'
const shapes=Object.keys(SHAPES) as any[]
let s=0
for (const [W,lanes,pat] of [[960,2,'plain'],[800,2,'plain'],[800,2,'melange'],[640,2,'plain'],[640,2,'stripe'],[640,4,'plain']] as const) {
  const t=performance.now(), c0=process.cpuUsage(); let tr=0; s++
  await Promise.all(Array.from({length:lanes},async (_,k)=>{ for (let i=0;i<10;i++){
    const a=performance.now()
    const b=await sharp(Buffer.from(draw({shape:shapes[(i*lanes+k)%shapes.length],hex:'#7C2D'+String(30+s*7+i),pattern:pat,variation:i%3},W))).png({compressionLevel:1}).toBuffer()
    tr+=performance.now()-a
    await storePicture(b)
  }}))
  const c=process.cpuUsage(c0)
  console.log(W,lanes,pat,'wall/picture', ((performance.now()-t)/(10*lanes)).toFixed(0),'raster',(tr/(10*lanes)).toFixed(0),'cpu/pic',((c.user+c.system)/1000/(10*lanes)).toFixed(0))
}
