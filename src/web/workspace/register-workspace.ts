import type { Routes } from '../http/routes.ts';
import { answer } from './answer.ts';
import type { WorkspaceDependencies } from './dependencies.ts';
import { workspaceRoutes } from './routes.ts';

/** Hangs the workspace's pages on the server. */
export function registerWorkspace(routes: Routes, dependencies: WorkspaceDependencies): void {
  for (const route of workspaceRoutes(dependencies)) {
    if (route.method === 'GET') {
      routes.get(route.path, route.name, (request) =>
        answer(dependencies, route, request, new URLSearchParams()),
      );
    } else {
      routes.form(route.path, route.name, (request, form) => answer(dependencies, route, request, form));
    }
  }
}
