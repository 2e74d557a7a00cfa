/** Who may use which route. */
package ai.llmd.wva.serving.auth;
