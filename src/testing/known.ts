/** The declared fields of a schema's type, without "and any other": `Omit` would lose them all. */
export type Known<T> = { [K in keyof T as string extends K ? never : K]: T[K] };
