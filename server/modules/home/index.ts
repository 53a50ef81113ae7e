// Nothing of the front page is for others.
export {}
