export const CartsPage = () => null
