import { ComisPermissionMatrix } from './permission-matrix.js';

ComisPermissionMatrix.define();

declare global {
  interface HTMLElementTagNameMap {
    'comis-permission-matrix': ComisPermissionMatrix;
  }
}
