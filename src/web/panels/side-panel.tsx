/** The right side: the sentence, and the log of what happened until now. */
import { Log } from './log.tsx'
import { PhoneSheet } from './phone-sheet.tsx'
import { Sentence } from './sentence.tsx'

export function SidePanel({ isPhone }: { readonly isPhone: boolean }) {
  if (isPhone) return <PhoneSheet />
  return (
    <aside className="side" aria-label="What is happening">
      <Sentence />
      <Log />
    </aside>
  )
}
