import type { Shape } from './shape.ts'

const bag: Shape = ({ seam, deep, contrast }, v) => ({
  floor: 410,
  under: `<path d="M148 ${v === 1 ? 236 : 220}C148 ${v === 1 ? 160 : 90} 252 ${v === 1 ? 160 : 90} 252 ${v === 1 ? 236 : 220}" fill="none" stroke="${deep}" stroke-width="13"/>`,
  cloth: [
    v === 1
      ? 'M92 230 C92 216 104 210 118 210 H282 C296 210 308 216 308 230 L316 386 C316 400 306 408 292 408 H108 C94 408 84 400 84 386 Z'
      : 'M96 204 H304 L320 404 C320 410 316 412 310 412 H90 C84 412 80 410 80 404 Z',
  ],
  over:
    v === 1
      ? `<path d="M90 232C92 214 104 210 118 210H282C296 210 308 214 310 232C300 304 250 322 200 322C150 322 100 304 90 232Z" fill="${deep}"/><rect x="184" y="300" width="32" height="36" rx="7" fill="${contrast}"/><circle cx="200" cy="320" r="5" fill="${seam}"/>`
      : `<path d="M95 222H305" stroke="${seam}" stroke-width="2.5" stroke-dasharray="7 5"/><path d="M138 196h22v46h-22zM240 196h22v46h-22z" fill="${deep}"/>${v === 2 ? `<path d="M126 280H274V370H126Z" fill="none" stroke="${seam}" stroke-width="2.5"/>` : `<path d="M83 372H317" stroke="${deep}" stroke-width="12" opacity=".7"/>`}`,
})

const cap: Shape = ({ seam, deep, light, contrast }) => ({
  floor: null,
  cloth: ['M92 296 C86 196 140 132 208 134 C276 136 318 196 312 290 C250 272 156 274 92 296 Z'],
  over: `<path d="M92 296C156 268 250 268 312 290C346 302 372 330 370 346C300 316 196 318 118 340C96 334 88 318 92 296Z" fill="${deep}"/>
    <path d="M126 330C200 306 296 306 358 334" fill="none" stroke="${seam}" stroke-width="2" stroke-dasharray="6 5"/>
    <path d="M208 134C176 170 164 230 166 278M208 134C240 170 254 226 254 276" fill="none" stroke="${seam}" stroke-width="2"/><circle cx="208" cy="134" r="8" fill="${contrast}"/>
    <circle cx="140" cy="208" r="4" fill="${light}"/><circle cx="276" cy="208" r="4" fill="${light}"/>`,
})

const beanie: Shape = ({ seam, deep, contrast }, v) => ({
  floor: null,
  under:
    v === 1
      ? ''
      : `<circle cx="200" cy="120" r="38" fill="${contrast}"/><g stroke="${deep}" stroke-width="2" opacity=".35">${[0, 40, 80, 120, 160, 200, 240, 280, 320].map((a) => `<path d="M200 120l${(30 * Math.cos(a / 57.3)).toFixed(1)} ${(30 * Math.sin(a / 57.3)).toFixed(1)}"/>`).join('')}</g>`,
  cloth: ['M98 330 C90 216 136 142 200 142 C264 142 310 216 302 330 Z'],
  over: `<path d="M132 326C128 250 150 180 190 146M168 326C164 260 176 190 200 144M232 326C236 260 224 190 202 144M268 326C272 250 250 180 210 146" fill="none" stroke="${seam}" stroke-width="3" opacity=".5"/>
    <path d="M90 316C90 306 96 300 106 300H294C304 300 310 306 310 316V368C310 378 304 384 294 384H106C96 384 90 378 90 368Z" fill="${deep}"/>
    <path d="${Array.from({ length: 15 }, (_, i) => `M${106 + i * 13.5} 306v72`).join('')}" stroke="${seam}" stroke-width="3" opacity=".6"/>`,
})

const scarf: Shape = ({ seam, deep }) => {
  const fringe = (x: number, y: number, count: number): string =>
    Array.from({ length: count }, (_, i) => `M${x + i * 10} ${y}v26`).join('')
  return {
    floor: null,
    under: `<path d="${fringe(124, 408, 8)}${fringe(226, 356, 8)}" stroke="${deep}" stroke-width="4"/>`,
    cloth: [
      'M214 200 L306 186 L304 358 H220 Z',
      'M118 190 L210 196 L204 410 H118 Z',
      'M112 150 C112 100 300 96 304 152 C306 200 262 232 206 232 C150 232 112 200 112 150 Z',
    ],
    over: `<path d="M146 152C152 124 262 122 270 152C262 176 154 176 146 152Z" fill="${deep}"/><path d="M122 178C150 214 260 214 296 178M116 160C130 200 280 206 302 160" fill="none" stroke="${seam}" stroke-width="2.5" opacity=".55"/>
      <path d="M146 236L144 404M176 236L174 404M248 230L248 352M276 224L278 352" stroke="${seam}" stroke-width="2" opacity=".4"/>`,
  }
}

const folded = (y: number, height: number, inset = 0): string => {
  const [left, right, radius] = [76 + inset, 324 - inset, height / 2]
  return `M${left} ${y} H${right - radius} A${radius} ${radius} 0 0 1 ${right - radius} ${y + height} H${left} C${left - 10} ${y + height * 0.7} ${left - 10} ${y + height * 0.3} ${left} ${y} Z`
}

const towel: Shape = ({ seam, deep, contrast }, v) => {
  const rows = [352, 294, 236].slice(0, v === 1 ? 2 : 3)
  return {
    floor: 408,
    cloth: rows.map((y, i) => folded(y, 56, i * 5)),
    over: rows
      .map(
        (y, i) =>
          `<path d="M${84 + i * 5} ${y + 28}H${296 - i * 5}" stroke="${seam}" stroke-width="2.5" opacity=".6"/><path d="M${118 + i * 5} ${y + 2}v52M${132 + i * 5} ${y + 2}v52" stroke="${v === 2 ? deep : contrast}" stroke-width="6" opacity=".75"/>`,
      )
      .join(''),
  }
}

const sheet: Shape = ({ seam, deep, light }) => ({
  floor: 410,
  cloth: [
    folded(344, 66),
    folded(280, 62, 6),
    'M96 262 C84 226 84 196 100 168 C140 178 262 178 300 168 C318 196 318 228 304 264 C262 252 140 252 96 262 Z',
  ],
  over: `<path d="M114 248C104 222 106 204 114 184C160 192 240 192 286 184C296 204 298 224 288 248" fill="none" stroke="${seam}" stroke-width="2" opacity=".6"/>
    <path d="M84 377H290M92 311H284" stroke="${seam}" stroke-width="2.5" opacity=".5"/>
    <path d="M190 276H222V412H190Z" fill="${deep}"/><path d="M206 276c-30-26-48 6-4 6c44 0 34-32 4-6z" fill="${light}" stroke="${deep}" stroke-width="3"/>`,
})

const blanket: Shape = ({ seam, deep }, v) => ({
  floor: 408,
  under: `<path d="${Array.from({ length: 20 }, (_, i) => `M${100 + i * 10.6} 398v28`).join('')}" stroke="${deep}" stroke-width="4"/>`,
  cloth: ['M92 168 C92 148 104 140 122 140 H282 C302 140 312 152 310 170 L308 402 C240 408 160 408 94 402 Z'],
  over: `<path d="M93 214C160 222 240 222 309 214" fill="none" stroke="${seam}" stroke-width="3"/><path d="M92 168C92 186 104 190 122 190H308" fill="none" stroke="${seam}" stroke-width="2.5" opacity=".6"/>
    ${v === 1 ? `<path d="M94 370C160 376 240 376 308 370" fill="none" stroke="${deep}" stroke-width="10"/>` : ''}<path d="M200 222C198 280 202 340 200 404" fill="none" stroke="${seam}" stroke-width="2" opacity=".3"/>`,
})

const cushion: Shape = ({ seam, deep, contrast }, v) => ({
  floor: 384,
  cloth: [
    'M84 170 C72 150 84 138 106 148 C160 164 240 164 294 148 C316 138 328 150 316 170 C304 230 304 300 316 360 C328 382 314 394 294 386 C240 372 160 372 106 386 C86 394 72 382 84 360 C96 300 96 230 84 170 Z',
  ],
  over: `<path d="M100 166C112 230 112 300 100 366M300 166C288 230 288 300 300 366" fill="none" stroke="${seam}" stroke-width="2" opacity=".4"/>
    ${[`<circle cx="200" cy="266" r="11" fill="${contrast}"/>`, `<path d="M94 158l14 14M306 158l-14 14M94 376l14-14M306 376l-14-14" stroke="${deep}" stroke-width="9" stroke-linecap="round"/>`, ''][v]}`,
})

const candle: Shape = ({ seam, deep, light, contrast }) => ({
  floor: 412,
  under: `<path d="M200 196C182 172 198 152 202 132C214 152 220 176 200 196Z" fill="#E9A23B"/><path d="M200 192C192 180 199 170 201 160C207 170 209 182 200 192Z" fill="#FBE3A6"/><path d="M200 188v26" stroke="#3A302B" stroke-width="4"/>`,
  cloth: ['M126 214 C150 204 250 204 274 214 L268 396 C266 410 256 414 244 414 H156 C144 414 134 410 132 396 Z'],
  over: `<ellipse cx="200" cy="216" rx="74" ry="13" fill="${light}"/><ellipse cx="200" cy="216" rx="74" ry="13" fill="none" stroke="${deep}" stroke-width="3"/><path d="M200 196v22" stroke="#3A302B" stroke-width="4"/>
    <rect x="152" y="276" width="96" height="76" rx="5" fill="#FBF8F3"/><path d="M168 298H232M178 314H222" stroke="${seam}" stroke-width="3"/><path d="M184 334H216" stroke="${contrast}" stroke-width="3"/><path d="M146 236L150 396" stroke="#FFFFFF" stroke-width="7" opacity=".35" stroke-linecap="round"/>`,
})

export const things = { bag, cap, beanie, scarf, towel, sheet, blanket, cushion, candle }
