import { Security } from './security';

export default function Page() {
  return <Security />;
}
