import { useQuery } from '@tanstack/react-query';
import { get } from '../../api/http.ts';
import { useApp } from '../../shell/app.ts';

type User = { id: string; name: string; displayName: string };
const MOST = 200;

/** What a user is called, of those that the app knows. */
export function useUserName(id: string): string | undefined {
  const { name: app } = useApp();
  const users = useQuery({
    queryKey: ['users', app],
    queryFn: async ({ signal }) => (await get<{ value: User[] }>(`/api/${encodeURIComponent(app)}/users?top=${MOST}`, signal)).value,
    staleTime: 5 * 60_000,
  });
  return users.data?.find((one) => one.id === id)?.displayName;
}
