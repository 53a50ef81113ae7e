import type { Shape } from './shape.ts'

const SOLE = '#3A302B'

const boot: Shape = ({ seam, deep, light }, v) => {
  const top = 96 + v * 14
  return {
    floor: 404,
    cloth: [
      `M148 ${top} Q204 ${top + 10} 256 ${top - 4} C258 170 254 214 262 258 C284 286 338 290 346 342 C348 356 346 366 344 372 L122 372 C112 330 140 282 146 220 C149 180 147 140 148 ${top} Z`,
    ],
    over: `<path d="M118 371H346C349 380 347 388 344 390H204L198 386 194 406H124C120 394 117 380 118 371Z" fill="${SOLE}"/>
      <path d="M118 371H346" stroke="${light}" stroke-width="2.5" opacity=".6"/>
      ${
        v < 2
          ? `<path d="M186 ${top + 4} L224 ${top + 3} C224 160 219 196 208 216 C196 198 188 160 186 ${top + 4}Z" fill="${deep}"/>
      <path d="M194 ${top + 6}C195 150 199 180 205 204M205 ${top + 6}C205 150 206 180 208 206M216 ${top + 6}C216 150 213 180 210 204" stroke="${seam}" stroke-width="1.6" fill="none" opacity=".7"/>`
          : `<g stroke="${light}" stroke-width="4.5" stroke-linecap="round">${[0, 1, 2, 3, 4].map((i) => `<path d="M${222 + i * 2} ${146 + i * 24}l27 7"/>`).join('')}</g>`
      }
      <path d="M250 262C240 300 228 330 224 371" stroke="${seam}" stroke-width="2" fill="none" opacity=".6"/>
      <path d="M146 ${top + 2}c-8-2-10-22 0-26c8-2 10 4 10 26" fill="none" stroke="${deep}" stroke-width="6"/>`,
  }
}

const sneaker: Shape = ({ seam, deep, light, contrast }, v) => ({
  floor: 381,
  cloth: [
    'M70 344 C66 312 72 270 84 244 C96 248 112 250 126 240 C140 228 150 210 168 204 C184 200 196 206 204 218 C222 246 262 272 306 284 C336 292 350 314 348 344 Z',
  ],
  over: `<path d="M286 279C330 284 352 312 348 344H268C270 316 276 294 286 279Z" fill="${v % 2 === 0 ? light : deep}"/>
    <path d="M76 282C98 286 120 286 136 278L148 344H70C69 320 72 300 76 282Z" fill="${deep}"/>
    ${
      v === 1
        ? `<path d="M150 342C170 318 206 312 262 318" stroke="${contrast}" stroke-width="11" stroke-linecap="round" fill="none"/>`
        : `<path d="M160 340L186 284M184 340L206 292M208 340L226 302" stroke="${contrast}" stroke-width="8" stroke-linecap="round"/>`
    }
    <g stroke="#FBF8F3" stroke-width="6" stroke-linecap="round"><path d="M186 236l28-17M204 252l26-18M222 266l24-19M241 277l20-17"/></g>
    <path d="M60 342H352C360 356 354 378 338 382H84C64 380 56 360 60 342Z" fill="#F6F1E8"/><path d="M60 343H353" stroke="${seam}" stroke-width="2" opacity=".5"/>
    <path d="M64 364H350" stroke="#D8CDBE" stroke-width="3"/>`,
})

const sock: Shape = ({ seam, deep, contrast }, v) => {
  const leg =
    'C148 300 146 276 148 250 L148 110 Q184 100 222 110 L222 246 C222 274 244 292 276 316 C308 342 300 388 262 392 C222 394 172 356 156 326 Z'
  const tip = v === 1 ? deep : contrast
  return {
    floor: null,
    cloth: [
      'M186 318 C178 292 176 268 178 242 L178 92 Q214 82 252 92 L252 238 C252 266 274 284 306 308 C338 334 330 380 292 384 C252 386 202 348 186 318 Z',
      `M156 326 ${leg}`,
    ],
    over: `<path d="M148 152V110Q184 100 222 110V152Q184 142 148 152Z" fill="${tip}"/><path d="M156 146V112M168 143V109M180 142V107M192 142V107M204 143V108M216 145V110" stroke="${seam}" stroke-width="1.6" opacity=".6"/>
      <path d="M149 286C152 312 166 336 190 352C196 330 186 300 149 286Z" fill="${tip}"/>
      <path d="M272 313C304 340 302 386 264 391C246 392 232 388 232 388C262 374 274 346 272 313Z" fill="${tip}"/>
      <path d="M222 246C222 274 244 292 276 316" fill="none" stroke="${seam}" stroke-width="2" opacity=".5"/>`,
  }
}

export const footwear = { boot, sneaker, sock }
