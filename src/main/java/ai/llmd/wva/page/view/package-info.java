/**
 * The answers of the page's API as records; what they are called is what their JSON says. Rates are per second,
 * latencies in ms, costs in cents per hour.
 */
package ai.llmd.wva.page.view;
