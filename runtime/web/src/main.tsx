import './theme/nonce.ts';
import { start } from './shell/start.tsx';

void start();
