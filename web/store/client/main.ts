import '../store.css'
