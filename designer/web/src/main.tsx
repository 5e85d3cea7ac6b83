import '@lowcodecrm/web/theme/nonce';
import { start } from './shell/start.tsx';

void start();
