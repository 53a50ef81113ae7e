/** Rows as they are read, written from the migrations: a type that names columns is checked against the database. */
export type { Row } from '../../db/rows.gen.ts'
