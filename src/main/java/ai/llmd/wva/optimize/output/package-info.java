/** The answer as a table for people, and as JSON or YAML in the form of llm-inferno's solutions. */
package ai.llmd.wva.optimize.output;
