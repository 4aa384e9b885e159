/** What is carried, beside the pointer. */
import type { Carried as CarriedState } from './carry.ts'

export function Carried({ carried: { words, x, y } }: { readonly carried: CarriedState }) {
  const isRight = x > window.innerWidth - 280
  const place = isRight ? { right: window.innerWidth - x + 12 } : { left: x + 14 }
  return (
    <div className="carried" role="status" style={{ ...place, top: y + 12 }}>
      {words}
    </div>
  )
}
