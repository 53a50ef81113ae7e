import './till.css'
import { QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { Face } from '#ui/face.tsx'
import { hold } from './opening.ts'
import { queries } from './sync/queries.ts'
import { Till } from './till.tsx'
import { keepApp } from './update.ts'

void keepApp().catch(() => undefined)
hold()

createRoot(document.getElementById('root') as HTMLElement).render(
  <StrictMode>
    <Face size={1.125} notes="top-center">
      <QueryClientProvider client={queries}>
        <Till />
      </QueryClientProvider>
    </Face>
  </StrictMode>,
)
