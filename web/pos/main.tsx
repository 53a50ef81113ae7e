import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { Face } from '#ui/face.tsx'
import { Till } from './till.tsx'

createRoot(document.getElementById('root') as HTMLElement).render(
  <StrictMode>
    <Face size={1.125}>
      <Till />
    </Face>
  </StrictMode>,
)
