/** What runs in the page, as one line of code. */
export const script: string

/** How the page looks. */
export const style: string
