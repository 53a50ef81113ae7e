import '../store.css'
import '../buy.css'
import { startBuying } from './buy.ts'
import { pressGallery, watchGallery } from './gallery.ts'
import { morphLinksAndForms } from './morph.ts'
import { keepNotes } from './notes.ts'
import { keepForOffline } from './offline.ts'
import { askPlace } from './place.ts'
import { suggestWhileTyping } from './suggest.ts'

// Everything works without this; it makes what is there already quicker and quieter.
askPlace()
morphLinksAndForms()
keepNotes()
pressGallery()
watchGallery()
document.addEventListener('shop:morphed', watchGallery)
suggestWhileTyping()
keepForOffline()
startBuying()
