import { drawingSVG, qrcode } from 'bwip-js/browser'

/** In a file of its own: of a library of a hundred codes only this one is loaded, and only when it is drawn. */
export const qrCode = (text: string): string =>
  qrcode({ bcid: 'qrcode', text, scale: 4, barcolor: '1a1c2b', backgroundcolor: 'ffffff', padding: 4 }, drawingSVG())
