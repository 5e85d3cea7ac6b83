import { useQuery } from '@tanstack/react-query';
import { get } from '../../api/http.ts';
import { useApp } from '../../shell/app.ts';

type User = { id: string; name: string; displayName: string };
const MOST = 200;

function useUsers(): User[] {
  const { name: app } = useApp();
  const users = useQuery({
    queryKey: ['users', app],
    queryFn: async ({ signal }) => (await get<{ value: User[] }>(`/api/${encodeURIComponent(app)}/users?top=${MOST}`, signal)).value,
    staleTime: 5 * 60_000,
  });
  return users.data ?? [];
}

/** What a user is called, of those that the app knows. */
export const useUserName = (id: string): string | undefined => useUsers().find((one) => one.id === id)?.displayName;

/** What people are called who are written down by the names that they sign in with. */
export function useCalled(): (name: string) => string {
  const users = useUsers();
  return (name) => users.find((one) => one.name === name)?.displayName ?? name;
}
