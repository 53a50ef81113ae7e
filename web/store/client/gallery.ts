let watching: IntersectionObserver | null = null

/** The small picture of the one that is seen is marked, and pressing one brings it into view without leaving the page. */
export function watchGallery(): void {
  watching?.disconnect()
  const large = document.getElementById('gallery')
  const small = document.querySelectorAll<HTMLAnchorElement>('a[data-gallery]')
  if (!large || small.length === 0) return
  watching = new IntersectionObserver(
    (entries) => {
      const seen = entries.find(({ isIntersecting }) => isIntersecting)?.target.id
      if (seen === undefined) return
      for (const link of small) {
        if (link.hash === `#${seen}`) link.setAttribute('aria-current', 'true')
        else link.removeAttribute('aria-current')
      }
    },
    { root: large, threshold: 0.6 },
  )
  for (const picture of large.children) watching.observe(picture)
}

export function pressGallery(): void {
  document.addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>('a[data-gallery]') : null
    const picture = link && document.getElementById(link.hash.slice(1))
    if (!picture) return
    event.preventDefault()
    picture.parentElement?.scrollTo({
      left: picture.offsetLeft - (picture.parentElement.offsetLeft ?? 0),
      behavior: 'smooth',
    })
  })
}
