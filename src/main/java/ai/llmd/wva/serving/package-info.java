/**
 * Every port that we open. What is served is a {@link ai.llmd.wva.serving.RouteModule} with an access rule of its own;
 * a {@link ai.llmd.wva.serving.HttpPort} serves a list of them.
 */
package ai.llmd.wva.serving;
