// Whether whoever works here may do what is a manager's: main decides, the screen only says so beforehand.
import { useMethod } from '../api.ts'

/** True for managers and above. */
export function useMayManage(): boolean {
  const role = useMethod('app.info', {}).data?.role
  return role === 'manager' || role === 'admin'
}
