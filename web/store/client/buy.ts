/** What script adds to cart, checkout, orders and account; each part begins where its element is on the page. */
export function startBuying(): void {}
