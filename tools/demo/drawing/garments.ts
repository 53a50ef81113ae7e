import type { Shape } from './shape.ts'

const ribs = (from: number, to: number, y: number, height: number, step = 9): string =>
  Array.from(
    { length: Math.floor((to - from) / step) },
    (_, i) => `M${from + step / 2 + i * step} ${y}v${height}`,
  ).join('')

const buttons = (x: number, ys: readonly number[], fill: string): string =>
  ys.map((y) => `<circle cx="${x}" cy="${y}" r="4.5" fill="${fill}"/>`).join('')

const shirt: Shape = ({ seam, deep, light, contrast }, v) => ({
  floor: null,
  cloth: [
    'M158 92 L242 92 L292 112 C312 124 322 160 330 206 L356 356 L318 366 L290 236 L292 418 C240 426 160 426 108 418 L110 236 L82 366 L44 356 L70 206 C78 160 88 124 108 112 Z',
  ],
  over: `<path d="M158 92C172 108 228 108 242 92L230 84H170Z" fill="${deep}"/>
    <path d="M170 82L158 92 150 122 190 140 200 108Z" fill="${light}" stroke="${seam}" stroke-width="1.5"/><path d="M230 82L242 92 250 122 210 140 200 108Z" fill="${light}" stroke="${seam}" stroke-width="1.5"/>
    <path d="M193 134V422M207 134V422" stroke="${seam}" stroke-width="1.5" opacity=".55"/>${buttons(200, [156, 206, 256, 306, 356, 400], contrast)}
    ${v === 0 ? '' : `<path d="M228 190h42v38l-21 12-21-12z" fill="none" stroke="${seam}" stroke-width="2" opacity=".7"/>`}
    <path d="M110 236C112 200 110 170 104 148M290 236C288 200 290 170 296 148" fill="none" stroke="${seam}" stroke-width="2" opacity=".6"/>
    <path d="M48 336l39 8M352 336l-39 8" stroke="${seam}" stroke-width="2" opacity=".7"/>`,
})

const jumper: Shape = ({ seam, deep }, v) => ({
  floor: null,
  cloth: [
    'M156 98 C176 112 224 112 244 98 L286 112 C318 126 328 176 338 236 L360 368 L318 378 L290 250 L292 408 C236 414 164 414 108 408 L110 250 L82 378 L40 368 L62 236 C72 176 82 126 114 112 Z',
  ],
  over: `<path d="M156 98C176 116 224 116 244 98L232 ${v === 2 ? 70 : 88}Q200 ${v === 2 ? 62 : 100} 168 ${v === 2 ? 70 : 88}Z" fill="${deep}"/>
    <path d="M168 ${v === 2 ? 70 : 88}q32-10 64 0q-32 18-64 0Z" fill="${seam}" opacity=".7"/>
    <path d="${ribs(108, 292, 384, 26)}" stroke="${seam}" stroke-width="2" opacity=".6"/><path d="M108 383C164 389 236 389 292 383" fill="none" stroke="${seam}" stroke-width="2"/>
    <path d="M44 346l43 9M356 346l-43 9" stroke="${seam}" stroke-width="2"/><path d="M48 350l-4 18M57 352l-4 19M66 354l-4 20M75 355l-4 20M352 350l4 18M343 352l4 19M334 354l4 20M325 355l4 20" stroke="${seam}" stroke-width="2" opacity=".6"/>
    <path d="M110 250C112 208 108 172 102 146M290 250C288 208 292 172 298 146" fill="none" stroke="${seam}" stroke-width="2" opacity=".55"/>
    ${v === 1 ? `<g fill="none" stroke="${seam}" stroke-width="3" opacity=".55">${[168, 200, 232].map((x) => `<path d="M${x} 130${'c-14 16 14 26 0 42c-14 16 14 26 0 42'.repeat(3)}"/>`).join('')}</g>` : ''}`,
})

const cardigan: Shape = ({ seam, deep, contrast }, v) => ({
  floor: null,
  cloth: [
    'M160 92 L200 220 L240 92 L286 112 C318 126 328 176 338 236 L358 362 L318 372 L290 250 L294 412 L106 412 L110 250 L82 372 L42 362 L62 236 C72 176 82 126 114 112 Z',
  ],
  over: `<path d="M160 92L200 216 240 92 228 86C222 96 178 96 172 86Z" fill="${deep}"/>
    <path d="M156 94L192 224V412H208V224L244 94" fill="none" stroke="${seam}" stroke-width="3"/>${buttons(200, [250, 292, 334, 376], contrast)}
    <path d="M106 388H192M208 388H294" stroke="${seam}" stroke-width="2"/><path d="${ribs(108, 190, 389, 22)}${ribs(210, 292, 389, 22)}" stroke="${seam}" stroke-width="2" opacity=".55"/>
    ${v === 0 ? '' : `<path d="M124 312h50v46h-50zM226 312h50v46h-50z" fill="none" stroke="${seam}" stroke-width="2" opacity=".7"/>`}
    <path d="M46 344l41 9M354 344l-41 9" stroke="${seam}" stroke-width="2"/>`,
})

const tee: Shape = ({ seam, deep, contrast }, v) => ({
  floor: null,
  cloth: [
    'M156 104 C176 128 224 128 244 104 L290 118 C318 134 338 176 352 220 L302 246 L288 216 L290 412 C240 418 160 418 110 412 L112 216 L98 246 L48 220 C62 176 82 134 110 118 Z',
  ],
  over: `<path d="M156 104C176 128 224 128 244 104L232 98C220 114 180 114 168 98Z" fill="${deep}"/>
    <path d="M54 208l50 26M346 208l-50 26M111 400C160 406 240 406 289 400" fill="none" stroke="${seam}" stroke-width="2" opacity=".6"/>
    ${
      [
        `<circle cx="200" cy="220" r="38" fill="${contrast}" opacity=".85"/><path d="M162 236q19-16 38 0t38 0" fill="none" stroke="${deep}" stroke-width="5"/>`,
        `<path d="M150 250l34-60 24 40 16-26 30 46z" fill="${contrast}" opacity=".85"/>`,
        '',
      ][v]
    }`,
})

const dress: Shape = ({ seam, deep, light }, v) => ({
  floor: null,
  cloth: [
    v === 1
      ? 'M154 74 C172 104 228 104 246 74 L276 86 C296 98 312 132 324 168 L286 186 L266 156 L258 214 C286 292 312 372 324 436 C262 452 138 452 76 436 C88 372 114 292 142 214 L134 156 L114 186 L76 168 C88 132 104 98 124 86 Z'
      : 'M150 66 L166 66 C168 110 182 124 200 124 C218 124 232 110 234 66 L250 66 C252 116 262 140 270 156 L256 214 C284 292 308 372 320 436 C262 452 138 452 80 436 C92 372 116 292 144 214 L130 156 C138 140 148 116 150 66 Z',
  ],
  over: `<path d="M143 214C176 224 224 224 257 214" fill="none" stroke="${v === 2 ? deep : seam}" stroke-width="${v === 2 ? 12 : 3}"/>
    <path d="M160 232C146 300 130 372 120 440M186 236C180 300 172 372 166 446M214 236C220 300 228 372 234 446M240 232C254 300 270 372 280 440" stroke="${seam}" stroke-width="2" fill="none" opacity=".42"/>
    <path d="M82 424C140 440 260 440 318 424" fill="none" stroke="${light}" stroke-width="3" opacity=".7"/>
    ${v === 1 ? `<path d="M154 74C172 104 228 104 246 74L238 70C226 92 174 92 162 70Z" fill="${deep}"/>` : ''}`,
})

const trousers: Shape = ({ seam, deep, contrast }, v) => {
  const hem = v === 1 ? 26 : 0
  return {
    floor: null,
    cloth: [
      `M136 66 H264 C272 140 ${286 + hem / 2} 280 ${288 + hem} 440 L${226 - hem / 3} 444 L204 190 H196 L${174 + hem / 3} 444 L${112 - hem} 440 C${114 - hem / 2} 280 128 140 136 66 Z`,
    ],
    over: `<path d="M136 66H264L266 90H134Z" fill="${deep}"/><path d="M150 66v24M200 66v24M250 66v24" stroke="${seam}" stroke-width="5"/>
      <path d="M200 90V190M200 150C212 148 216 130 216 92" fill="none" stroke="${seam}" stroke-width="2"/><circle cx="200" cy="78" r="4.5" fill="${contrast}"/>
      <path d="M133 118C150 118 160 106 162 92M267 118C250 118 240 106 238 92" fill="none" stroke="${seam}" stroke-width="2.5"/>
      <path d="M150 200L${144 - hem / 2} 438M250 200L${256 + hem / 2} 438" stroke="${seam}" stroke-width="2" opacity=".45"/>`,
  }
}

const skirt: Shape = ({ seam, deep }, v) => ({
  floor: null,
  cloth: [
    v === 1
      ? 'M146 96 H254 C262 180 276 290 284 414 C240 424 160 424 116 414 C124 290 138 180 146 96 Z'
      : 'M144 96 H256 C272 190 306 300 330 400 C270 424 130 424 70 400 C94 300 128 190 144 96 Z',
  ],
  over: `<path d="M144 96H256L259 122H141Z" fill="${deep}"/>
    ${v === 1 ? `<path d="M200 122V420" stroke="${seam}" stroke-width="2"/><path d="M200 330l10 90h-20z" fill="${deep}"/>` : `<path d="M158 124C144 220 118 320 104 408M182 124C176 220 162 320 156 414M218 124C224 220 238 320 244 414M242 124C256 220 282 320 296 408" stroke="${seam}" stroke-width="2.5" fill="none" opacity=".55"/>`}`,
})

const apron: Shape = ({ seam, deep }) => ({
  floor: null,
  under: `<path d="M158 112C150 60 250 60 242 112" fill="none" stroke="${deep}" stroke-width="8"/><path d="M104 236C70 240 60 290 78 340M296 236C330 240 340 290 322 340" fill="none" stroke="${deep}" stroke-width="7"/>`,
  cloth: [
    'M154 106 H246 C250 170 270 206 300 222 L306 426 C240 434 160 434 94 426 L100 222 C130 206 150 170 154 106 Z',
  ],
  over: `<path d="M138 288H262V366C262 374 258 378 250 378H150C142 378 138 374 138 366Z" fill="none" stroke="${seam}" stroke-width="3"/><path d="M200 288V378" stroke="${seam}" stroke-width="2.5"/><path d="M154 124H246M96 412C160 420 240 420 304 412" fill="none" stroke="${seam}" stroke-width="2" opacity=".6"/>`,
})

export const garments = { shirt, jumper, cardigan, tee, dress, trousers, skirt, apron }
