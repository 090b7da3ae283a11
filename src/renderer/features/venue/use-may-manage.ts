import { useMethod } from '../../api.ts'

/** Whether whoever works here may change what belongs to the venue. */
export function useMayManage(): boolean {
  const role = useMethod('app.info', {}).data?.role
  return role === 'manager' || role === 'admin'
}
