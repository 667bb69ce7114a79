/** The files of shells/; written by scripts/completion.ts. */
export const scripts: Readonly<Record<'bash' | 'zsh' | 'fish' | 'pwsh', string>>
