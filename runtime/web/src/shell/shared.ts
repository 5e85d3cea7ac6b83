export { AppContext, useApp } from './app.ts';
export { NotFound } from './NotFound.tsx';
export { Nothing } from './Nothing.tsx';
export { PageError } from './PageError.tsx';
export { paths } from './paths.ts';
export { Root } from './Root.tsx';
export { SignedIn } from './SignedIn.tsx';
export { titleOf } from './titles.ts';
export { useUserMenu } from './UserMenu.tsx';
