/** How much of us a client may use up: connections, and time without a request. */
package ai.llmd.wva.serving.limits;
