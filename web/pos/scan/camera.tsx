import { Alert, Modal, Text } from '@mantine/core'
import { useEffect, useEffectEvent, useRef, useState } from 'react'
import wasm from 'zxing-wasm/reader/zxing_reader.wasm?url'
import { useWords } from '#ui/face.tsx'

const WORDS = {
  title: { es: 'Escanear con la cámara', en: 'Scan with the camera' },
  hold: { es: 'Acerca el código al recuadro.', en: 'Hold the code in front of the camera.' },
  no: {
    es: 'No hay cámara, o el navegador no la permite. Ábrela en los ajustes del sitio o escribe el código.',
    en: 'There is no camera, or the browser does not allow it. Allow it in the site settings, or type the code.',
  },
} as const

const LOOK_EVERY_MS = 120
const FORMATS = ['ean_13', 'ean_8', 'upc_a', 'upc_e', 'code_128', 'code_39', 'qr_code', 'itf'] as const

type Reader = { detect: (of: HTMLVideoElement) => Promise<{ rawValue: string }[]> }

/** The browser's own reader of codes where it has one, else one that comes with the app. */
async function openReader(): Promise<Reader> {
  const native = (globalThis as { BarcodeDetector?: new (options: { formats: string[] }) => Reader }).BarcodeDetector
  if (native) return new native({ formats: [...FORMATS] })
  const { BarcodeDetector, prepareZXingModule } = await import('barcode-detector/ponyfill')
  // From our own server, not from where the library would fetch it.
  prepareZXingModule({ overrides: { locateFile: (path: string) => (path.endsWith('.wasm') ? wasm : path) } })
  return new BarcodeDetector({ formats: [...FORMATS] })
}

/** Reads one code and closes. */
export function Camera({ onCode, onClose }: { onCode: (code: string) => void; onClose: () => void }) {
  const w = useWords(WORDS)
  const video = useRef<HTMLVideoElement>(null)
  const [trouble, setTrouble] = useState(false)
  const read = useEffectEvent((code: string) => {
    onClose()
    onCode(code)
  })
  useEffect(() => {
    let stream: MediaStream | null = null
    let timer: ReturnType<typeof setTimeout> | undefined
    let over = false
    const start = async (): Promise<void> => {
      stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } })
      const screen = video.current
      if (over || !screen) return stream.getTracks().forEach((track) => track.stop())
      screen.srcObject = stream
      await screen.play()
      const reader = await openReader()
      const look = async (): Promise<void> => {
        const [found] = await reader.detect(screen).catch(() => [])
        if (over) return
        if (found) {
          read(found.rawValue)
          return
        }
        timer = setTimeout(() => void look(), LOOK_EVERY_MS)
      }
      await look()
    }
    start().catch(() => setTrouble(true))
    return () => {
      over = true
      clearTimeout(timer)
      stream?.getTracks().forEach((track) => track.stop())
    }
  }, [])
  return (
    <Modal opened onClose={onClose} title={w.title} size="lg">
      {trouble ? (
        <Alert color="yellow">{w.no}</Alert>
      ) : (
        <>
          <video ref={video} muted playsInline style={{ width: '100%', borderRadius: 10, background: '#000' }} />
          <Text c="dimmed" size="sm" mt="xs">
            {w.hold}
          </Text>
        </>
      )}
    </Modal>
  )
}
