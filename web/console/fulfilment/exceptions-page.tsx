export const ExceptionsPage = () => null
