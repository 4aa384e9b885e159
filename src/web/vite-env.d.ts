/** Files other than code that may be imported: styles, fonts, and texts through `import.meta.glob`. */
/// <reference types="vite/client" />
