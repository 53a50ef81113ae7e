import { assortment } from './goods/assortment.ts'
const a=assortment()
console.log(a.length, a.flatMap(p=>p.articles).length, new Set(a.map(p=>p.slug)).size, new Set(a.flatMap(p=>p.articles.map(x=>x.sku))).size, new Set(a.flatMap(p=>p.pictures.map(x=>JSON.stringify(x.picture)))).size, a.flatMap(p=>p.pictures).length)
const dup=a.flatMap(p=>p.articles.map(x=>x.sku)); console.log(dup.filter((x,i)=>dup.indexOf(x)!==i))
console.log(a.map(p=>p.slug).join(' '))
console.log(JSON.stringify(a[0]!.input,null,1).slice(0,1500))
