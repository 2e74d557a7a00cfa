/**
 * The commands of {@code wva.jar} and their options: read what the user typed, put together what does the work, and
 * turn what goes wrong into a sentence and an exit code.
 */
package ai.llmd.wva.cli;
