import { HiloError } from '#sdk'
import { Trouble } from '#ui/states.tsx'
import { Missing } from './missing.tsx'

type Props = { error: unknown; again: () => void }

/** In the place of the one thing an address names: an address that names nothing leads nowhere, whatever it is made of. */
export function PageTrouble({ error, again }: Props) {
  const leadsNowhere = error instanceof HiloError && ['not_found', 'bad_input'].includes(error.code)
  return leadsNowhere ? <Missing /> : <Trouble error={error} again={again} />
}
