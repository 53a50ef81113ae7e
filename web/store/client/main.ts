import '../store.css'
import '../buy.css'
import { startBuying } from './buy.ts'
import { keepNotes } from './notes.ts'
import { morphLinksAndForms } from './morph.ts'

// Everything works without this; it makes what is there already quicker and quieter.
morphLinksAndForms()
keepNotes()
startBuying()
