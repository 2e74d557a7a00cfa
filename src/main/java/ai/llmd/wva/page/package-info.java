/**
 * What the live page and its API know: put together from fleets, plans and what status shows, as records
 * ({@code view}), answered over HTTP ({@code http}); a changed load, target or price planned by the very planner
 * ({@code whatif}). Decides nothing.
 */
package ai.llmd.wva.page;
